import type { Place } from '../edx/place.ts';
import { daysOver, type JournalLimit } from '../journal-limit.ts';
import { addToJournal, journalDays, removeJournalDays } from '../store/journal.ts';
import { trimmedOn } from '../store/trimmed.ts';
import type { Ledger } from './ledger.ts';
import { journalLimit } from './policy.ts';

/* How long the journal is kept, carried out. Each in one piece: a day that goes while a visit to it is
 * being noted would come back with it. Records and the sent log are not the journal, and stay. */

/** Notes a visited unit, unless the learner wants no journal. */
export async function noteVisit(ledger: Ledger, place: Place): Promise<void> {
  await ledger.alone(async () => {
    const { value } = await journalLimit();
    if (value !== 'not-kept') await addToJournal(place);
  });
}

/** Takes away the days that are older than the limit; none where that cannot be read. */
export async function trimJournal(ledger: Ledger): Promise<void> {
  await ledger.alone(async () => {
    const { value } = await journalLimit();
    const over = daysOver(await journalDays(), value, Date.now());
    if (over.length > 0) await removeJournalDays(over);
  });
}

/** For a browser that runs for weeks. */
export async function trimOnceADay(ledger: Ledger): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  if ((await trimmedOn.read()) === today) return;
  // Nothing is noted of nothing: it is gone after a delete of everything.
  if ((await journalDays()).length === 0) return;
  await trimJournal(ledger);
  await trimmedOn.write(today);
}

/** The learner's choice; false when it is not theirs to make. */
export async function keepJournal(ledger: Ledger, limit: JournalLimit): Promise<boolean> {
  if ((await journalLimit()).locked) return false;
  await ledger.settings((old) => (old.journal === limit ? old : { ...old, journal: limit }));
  await trimJournal(ledger);
  return true;
}

export async function deleteJournal(ledger: Ledger): Promise<void> {
  await ledger.alone(async () => removeJournalDays(await journalDays()));
}
