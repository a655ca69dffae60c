import { forgetNoRoom, isThereRoom, noRoomSince } from '../../store/core/quota.ts';
import { settings } from '../../store/items/settings.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { notePlacesSince } from './receive-report.ts';

/** How often a browser that had no room left is asked again. */
const LOOK_AGAIN = 60_000;

/**
 * When there was no room: looks whether there is now, and then notes where the learner has been
 * meanwhile. Says when to look again (ms), or null.
 */
export async function lookForRoom(writer: StateWriter): Promise<number | null> {
  const since = await noRoomSince();
  if (since === null) return null;
  if (!(await isThereRoom())) return Date.now() + LOOK_AGAIN;
  if (!(await settings.read()).paused) await notePlacesSince(writer, since);
  await forgetNoRoom();
  return null;
}
