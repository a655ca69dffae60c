import { followedOf, isStudied, type NamedCourse } from '../../domain/followed-courses.ts';
import { UNDO_TIME } from '../../domain/undo-time.ts';
import { connections } from '../../store/items/connections.ts';
import { readRecords, writeRecords } from '../../store/items/outbox-records.ts';
import { settings, type UnfollowedCourse } from '../../store/items/settings.ts';
import { forget } from '../outbox/record-outcome.ts';
import type { StateWriter } from '../state/state-writer.ts';

/*
 * Unfollows courses. Waypoint asks no server for it. What this browser keeps to send for a course
 * is discarded after the undo time.
 */

/** Returns these courses as unfollowed, with the undo time for those that were studied here. */
export const unfollowed = (
  courses: readonly NamedCourse[],
  studied: ReadonlySet<string>,
): UnfollowedCourse[] =>
  courses.map(({ courseKey, title }) => ({
    courseKey,
    title,
    discardAt: studied.has(courseKey) ? Date.now() + UNDO_TIME : null,
  }));

/** Unfollows courses. Courses that are not followed already stay as they are. */
export async function unfollow(
  writer: StateWriter,
  courses: readonly NamedCourse[],
): Promise<void> {
  const studied = new Set<string>();
  for (const { id } of await connections.read()) {
    for (const [courseKey, record] of await readRecords(id)) {
      if (isStudied(record)) studied.add(courseKey);
    }
  }
  await writer.settings((old) => {
    const added = unfollowed(followedOf(old, courses), studied);
    return added.length > 0 ? { ...old, never: [...old.never, ...added] } : old;
  });
}

/**
 * Empties the records of unfollowed courses whose undo time is over, at every connection. Returns
 * when the next undo time is over (ms), or null.
 */
export async function discardUnfollowed(writer: StateWriter): Promise<number | null> {
  if (!(await settings.read()).never.some(({ discardAt }) => discardAt !== null)) return null;
  const now = Date.now();
  return await writer.alone(async () => {
    const old = await settings.read();
    const due = new Map<string, number>();
    const never = old.never.map((one): UnfollowedCourse => {
      const { courseKey, discardAt } = one;
      if (discardAt === null) return one;
      // The clock was moved back. The undo time starts again.
      if (discardAt > now + UNDO_TIME) return { ...one, discardAt: now + UNDO_TIME };
      if (discardAt > now) return one;
      due.set(courseKey, discardAt);
      return { ...one, discardAt: null };
    });
    // One write, so that a worker that is stopped has discarded all of it or nothing.
    if (never.some((one, i) => one !== old.never[i])) {
      await writeRecords(await discarded(due), settings.stored({ ...old, never }));
    }
    const left = never.flatMap(({ discardAt }) => (discardAt === null ? [] : [discardAt]));
    return left.length > 0 ? Math.min(...left) : null;
  });
}

async function discarded(due: ReadonlyMap<string, number>) {
  const all = await connections.read();
  const changes = await Promise.all(
    all.map(async ({ id: connectionId }) => {
      const records = await readRecords(connectionId);
      return [...records].flatMap(([courseKey, record]) => {
        const at = due.get(courseKey);
        return at === undefined ? [] : [{ connectionId, courseKey, record: forget(record, at) }];
      });
    }),
  );
  return changes.flat();
}
