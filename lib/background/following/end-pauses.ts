import { isOver } from '../../shared/pause-end.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { pauseOfCourse, pauses, type Pauses } from '../../store/items/pauses.ts';
import { mutex } from '../../domain/mutex.ts';
import { holdsAt, nextPauseEnd } from '../../domain/pauses.ts';
import { SHORTEST_ALARM } from '../scheduler/alarm.ts';
import { earliest } from '../scheduler/job-queue.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { registerReaders } from '../tabs/content-scripts.ts';
import { clearPages, restoreAndTell, type SeenPages } from './refollow-course.ts';

/**
 * Returns the job that ends the pauses whose time is over. Everybody who asks counts them as over
 * already; the job makes Waypoint read their pages again, and removes them from what is stored. It
 * resolves when there is more to do (ms), or with null.
 */
export function createPauseEnds(writer: StateWriter): () => Promise<number | null> {
  const turn = mutex();
  /** Whether pages are being told. A page may take its time to answer. */
  let telling = false;

  async function begin(): Promise<void> {
    telling = true;
    const seen = await clearSeenMeanwhile(writer).catch((error: unknown) => {
      telling = false;
      throw error;
    });
    writer.tellPages(() => finish(writer, seen).finally(() => (telling = false)));
  }

  return () =>
    turn(async () => {
      const { next, over } = await nextPauseEnd();
      if (over && !telling) await begin();
      // Looks again, because the pages may not be told before the worker is stopped.
      return earliest([next, over ? Date.now() + SHORTEST_ALARM : null]);
    }).catch((error: unknown) => {
      // The storage could not be read or written. The pauses are over all the same.
      tellEngineer(error);
      return Date.now() + SHORTEST_ALARM;
    });
}

/** Clears what tabs showed of a course during its pause, so that none of that is queued later. */
async function clearSeenMeanwhile(writer: StateWriter): Promise<SeenPages> {
  const stored = await pauses.read();
  const now = Date.now();
  return await clearPages(writer, ({ courseKey, seenAt }) => {
    const end = pauseOfCourse(stored, courseKey)?.end ?? null;
    return end !== null && isOver(end, now) && Date.parse(seenAt) < end.until;
  });
}

/**
 * Lets pages be read again, then removes the pauses. A worker that is stopped in between does both
 * again.
 */
async function finish(writer: StateWriter, seen: SeenPages): Promise<void> {
  await registerReaders().catch(tellEngineer);
  await restoreAndTell(writer, seen);
  const holds = holdsAt(Date.now());
  await writer.settings((old) => (old.pause && !holds(old.pause) ? { ...old, pause: null } : old));
  await writer.pauses((old) => withoutOver(old, holds));
}

function withoutOver(old: Pauses, holds: ReturnType<typeof holdsAt>): Pauses {
  const [sites, courses] = [old.sites.filter(holds), old.courses.filter(holds)];
  const same = sites.length === old.sites.length && courses.length === old.courses.length;
  return same ? old : { sites, courses };
}
