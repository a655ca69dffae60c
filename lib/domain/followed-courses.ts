import { coursesBeingDeleted, deletes } from '../store/items/pending-deletes.ts';
import type { CourseRecord } from '../store/items/outbox-record.ts';
import { pauseOfCourse } from '../store/items/pauses.ts';
import { settings, type Settings } from '../store/items/settings.ts';
import { readPauses } from './pauses.ts';

/*
 * Courses that the learner does not follow: Waypoint queues, journals and sends nothing from
 * them.
 */

export interface NamedCourse {
  readonly courseKey: string;
  readonly title: string;
}

/** Whether this browser kept places of the course, so that more may come. */
export function isStudied(record: CourseRecord | undefined): boolean {
  if (!record) return false;
  return record.pending.length > 0 || record.lastSent !== null || record.visited.length > 0;
}

/**
 * Whether Waypoint queues and journals nothing from a course now, because it is not followed or is
 * paused.
 */
export async function isIgnored(courseKey: string): Promise<boolean> {
  if ((await settings.read()).never.some((one) => one.courseKey === courseKey)) return true;
  return pauseOfCourse(await readPauses(), courseKey) !== undefined;
}

/**
 * Returns the courses of a connection from which nothing is sent now: not followed, paused, or
 * being deleted.
 */
export async function coursesNotSent(connectionId: string): Promise<ReadonlySet<string>> {
  const [{ never }, { courses }] = await Promise.all([settings.read(), readPauses()]);
  const unfollowedOrPaused = [...never, ...courses].map(({ courseKey }) => courseKey);
  return coursesBeingDeleted(await deletes.read(), connectionId).union(new Set(unfollowedOrPaused));
}

/** Returns those of the courses that are followed now. */
export function followedOf(
  { never }: Settings,
  courses: readonly NamedCourse[],
): readonly NamedCourse[] {
  const known = new Set(never.map(({ courseKey }) => courseKey));
  return courses.filter(({ courseKey }) => !known.has(courseKey));
}
