import { memoryListOf } from '../../store/items/server-cache.ts';
import type { PendingDelete } from '../../store/items/pending-deletes.ts';
import { readRecords } from '../../store/items/outbox-records.ts';
import { connectionOf } from '../../domain/connections.ts';
import { UNDO_TIME } from '../../domain/undo-time.ts';
import { unfollowed } from '../following/unfollow-course.ts';
import { followedAgain, forgetPages, restorePages } from '../following/refollow-course.ts';
import { followedOf, isStudied } from '../../domain/followed-courses.ts';
import type { DeleteRequest } from '../../messages/requests.ts';
import type { StateWriter } from '../state/state-writer.ts';

/**
 * Queues the requested deletes, as far as their rows are listed and can be deleted. With `stop`,
 * also unfollows those courses that were studied here.
 */
export async function addDeletes(writer: StateWriter, request: DeleteRequest): Promise<void> {
  const connection = await connectionOf(request.connectionId);
  if (!connection) return;
  const list = await memoryListOf(connection.id).read();
  const rows = new Map(list?.rows.map((row) => [row.courseKey, row]));
  const records = await readRecords(connection.id);
  const studied = request.stop
    ? request.courses.filter(({ courseKey }) => isStudied(records.get(courseKey)))
    : [];
  const due = Date.now() + UNDO_TIME;
  await writer.settingsAndDeletes(({ settings, deletes: all }) => {
    const left = followedOf(settings, studied);
    const stops = new Set(left.map(({ courseKey }) => courseKey));
    const old = new Map(all.filter(isOf(connection.id)).map((one) => [one.courseKey, one]));
    const added = request.courses.flatMap(({ courseKey }): PendingDelete[] => {
      const row = rows.get(courseKey);
      const one = {
        edx: request.school ? (row?.edx?.id ?? null) : null,
        ours: request.waypoint ? (row?.ours?.id ?? null) : null,
        stops: stops.has(courseKey) || old.get(courseKey)?.stops === true,
      };
      if (one.edx === null && one.ours === null) return [];
      return [{ connectionId: connection.id, courseKey, ...one, due, attempts: 0, failed: null }];
    });
    const again = new Set(added.map(({ courseKey }) => courseKey));
    const others = all.filter((one) => !isOf(connection.id)(one) || !again.has(one.courseKey));
    const never = [...settings.never, ...unfollowed(left, stops)];
    return { settings: { ...settings, never }, deletes: [...others, ...added] };
  });
}

export const isOf = (connectionId: string) => (one: PendingDelete) =>
  one.connectionId === connectionId;

export const isSame = (a: PendingDelete) => (b: PendingDelete) =>
  a.connectionId === b.connectionId && a.courseKey === b.courseKey;

/**
 * Undoes deletes. Returns false if one of them has already run.
 */
export async function undoDeletes(
  writer: StateWriter,
  courses: readonly string[],
  connectionId?: string,
): Promise<boolean> {
  const connection = await connectionOf(connectionId);
  if (!connection) return false;
  const asked = new Set(courses);
  const mine = (one: PendingDelete) => isOf(connection.id)(one) && asked.has(one.courseKey);
  const seen = await forgetPages(writer, courses);
  let back: PendingDelete[] = [];
  let again: string[] = [];
  await writer.settingsAndDeletes(({ settings, deletes: all }) => {
    back = all.filter(mine);
    again = back.filter(({ stops }) => stops).map(({ courseKey }) => courseKey);
    return followedAgain({ settings, deletes: all.filter((one) => !mine(one)) }, again);
  });
  restorePages(writer, seen);
  return back.length === asked.size;
}
