import { exportOf, type ExportState } from '../../store/items/chat-exports.ts';
import type { StateWriter } from '../state/state-writer.ts';

/* The progress of a chat export. */

export type Step<S extends ExportState['step']> = Extract<ExportState, { step: S }>;

/** Returns a text that differs between two states that follow each other. */
function mark(state: ExportState | null): string {
  if (state?.step === 'asking') return `asking ${state.since} ${state.tries}`;
  return state?.step === 'waiting' ? `${state.task} ${state.since} ${state.asked}` : '';
}

/**
 * Replaces a state by another one. Returns false, and changes nothing, if the state has changed
 * meanwhile, as when the learner cancelled.
 */
export async function replace(
  writer: StateWriter,
  id: string,
  old: ExportState,
  next: ExportState,
): Promise<boolean> {
  return await writer.alone(async () => {
    const item = exportOf(id);
    if (mark(await item.read()) !== mark(old)) return false;
    await item.write(next);
    return true;
  });
}

/** Seconds between the first requests. The last number counts for all later ones. */
const PAUSES = [2, 3, 5, 8, 13, 15];

export const waitFor = (task: string, now: number): Step<'waiting'> => ({
  step: 'waiting',
  task,
  since: now,
  next: now + pauseAfter(0),
  asked: 0,
  errors: 0,
  missing: 0,
});

export const pauseAfter = (asked: number) => 1000 * (PAUSES[asked] ?? PAUSES.at(-1) ?? 0);
