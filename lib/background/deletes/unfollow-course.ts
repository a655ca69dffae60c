import { connections } from '../../store/items/connections.ts';
import { deletes, isStopAlone, type PendingDelete } from '../../store/items/pending-deletes.ts';
import { readRecord, readRecords, writeRecord } from '../../store/items/outbox-records.ts';
import { isSame, UNDO_TIME } from './request-delete.ts';
import { followedOf, isStudied, type NamedCourse } from '../../domain/followed-courses.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { forget } from '../outbox/record-outcome.ts';
import { LONGEST_WAIT } from '../../domain/retry-timing.ts';

/*
 * Unfollows courses without a delete on any server. What this browser keeps to send for them is
 * dropped as after a delete, and until then the learner can undo that in the same way.
 */

/**
 * Unfollows courses. If a course was studied here, at any connection, the learner can undo it for a
 * while.
 */
export async function neverFollow(
  writer: StateWriter,
  courses: readonly NamedCourse[],
): Promise<void> {
  const studied: Pick<PendingDelete, 'connectionId' | 'courseKey'>[] = [];
  for (const { id: connectionId } of await connections.read()) {
    for (const [courseKey, record] of await readRecords(connectionId)) {
      if (isStudied(record)) studied.push({ connectionId, courseKey });
    }
  }
  const due = Date.now() + UNDO_TIME;
  await writer.wishes(({ settings, deletes: all }) => {
    const left = followedOf(settings, courses);
    const added = studied
      .filter(({ courseKey }) => left.some((one) => one.courseKey === courseKey))
      .map((one): PendingDelete =>
        Object.assign({ edx: null, ours: null, stops: true, due, attempts: 0, failed: null }, one),
      );
    return {
      settings: { ...settings, never: [...settings.never, ...left] },
      deletes: [
        // A pending delete of the course also does the unfollow.
        ...all.map((one) =>
          added.some(isSame(one)) ? Object.assign({}, one, { stops: true }) : one,
        ),
        ...added.filter((one) => !all.some(isSame(one))),
      ],
    };
  });
}

/**
 * Empties the records of unfollowed courses that are due. Returns when there is more to do (ms), or
 * null.
 */
export async function carryOutStops(writer: StateWriter): Promise<number | null> {
  if (!(await deletes.read()).some(isStopAlone)) return null;
  const now = Date.now();
  // If an unfollow is due later than it is ever postponed, the clock was moved back. Its undo time
  // starts again.
  const isAhead = (one: PendingDelete) => isStopAlone(one) && one.due > now + LONGEST_WAIT;
  const all = await writer.deletes((old) =>
    old.some(isAhead)
      ? old.map((one) => (isAhead(one) ? { ...one, due: now + UNDO_TIME } : one))
      : old,
  );
  const open = all.filter(isStopAlone);
  for (const one of open.filter(({ due }) => due <= now)) await finish(writer, one);
  const left = open.flatMap(({ due }) => (due > now ? [due] : []));
  return left.length > 0 ? Math.min(...left) : null;
}

/**
 * Empties the record and removes the pending unfollow in one write, unless it was undone meanwhile.
 */
async function finish(writer: StateWriter, one: PendingDelete): Promise<void> {
  const { connectionId, courseKey, due } = one;
  await writer.alone(async () => {
    const all = await deletes.read();
    const now = all.find(isSame(one));
    if (!now || !isStopAlone(now) || now.due !== due) return;
    const record = forget(await readRecord(connectionId, courseKey), due);
    const others = all.filter((other) => other !== now);
    await writeRecord(connectionId, courseKey, record, deletes.stored(others));
  });
}
