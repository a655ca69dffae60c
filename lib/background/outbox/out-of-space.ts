import { forgetNoRoom, isThereRoom, noRoomSince } from '../../store/core/quota.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { enqueuePlacesSince } from './receive-report.ts';
import { isEverythingPaused } from '../../domain/pauses.ts';

/** How often (ms) Waypoint checks whether a full browser storage has space again. */
const LOOK_AGAIN = 60_000;

/**
 * After the storage was full: checks whether there is space again and, if so, queues where the
 * learner has been since, unless Waypoint is paused. Returns when to check again (ms), or null.
 */
export async function lookForSpace(writer: StateWriter): Promise<number | null> {
  const since = await noRoomSince();
  if (since === null) return null;
  if (!(await isThereRoom())) return Date.now() + LOOK_AGAIN;
  if (!(await isEverythingPaused())) await enqueuePlacesSince(writer, since);
  await forgetNoRoom();
  return null;
}
