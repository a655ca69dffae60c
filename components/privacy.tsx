import { JournalKept } from './journal-kept.tsx';

/** What the learner can choose about what is kept of them. A part each. */
export function Privacy() {
  return <JournalKept />;
}
