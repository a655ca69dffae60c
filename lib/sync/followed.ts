import { coursesBeingDeleted, deletes, type PendingDelete } from '../store/deletes.ts';
import type { CourseRecord } from '../store/records.ts';
import { settings } from '../store/settings.ts';
import type { Ledger } from './ledger.ts';
import { tellReaders } from './readers.ts';

/* Courses that the learner does not want followed: nothing of them is noted or sent. */

export interface NamedCourse {
  readonly courseKey: string;
  readonly title: string;
}

/** Whether places of the course were kept in this browser, so that more may come. */
export function isStudied(record: CourseRecord | undefined): boolean {
  if (!record) return false;
  return record.waiting !== null || record.lastSent !== null || record.visited.length > 0;
}

export async function isNeverFollowed(courseKey: string): Promise<boolean> {
  return (await settings.read()).never.some((one) => one.courseKey === courseKey);
}

/** Courses of a connection of which nothing is sent now: not followed, or being deleted. */
export async function coursesNotSent(connectionId: string): Promise<ReadonlySet<string>> {
  const never = (await settings.read()).never.map(({ courseKey }) => courseKey);
  return coursesBeingDeleted(await deletes.read(), connectionId).union(new Set(never));
}

/** Says which of the courses were followed until now. */
export async function stopFollowing(
  ledger: Ledger,
  courses: readonly NamedCourse[],
): Promise<readonly NamedCourse[]> {
  let added: readonly NamedCourse[] = [];
  await ledger.settings((old) => {
    const known = new Set(old.never.map(({ courseKey }) => courseKey));
    added = courses.filter(({ courseKey }) => !known.has(courseKey));
    return added.length > 0 ? { ...old, never: [...old.never, ...added] } : old;
  });
  return added;
}

const hasMore = ({ ours, edx }: PendingDelete) => ours !== null || edx !== null;

export async function followAgain(ledger: Ledger, courses: readonly string[]): Promise<void> {
  if (courses.length === 0) return;
  const { paused } = await ledger.settings((old) => ({
    ...old,
    never: old.never.filter(({ courseKey }) => !courses.includes(courseKey)),
  }));
  // A delete that was asked for with it goes on; what waits is not forgotten for nothing.
  const stops = (one: PendingDelete) => one.stops && courses.includes(one.courseKey);
  await ledger.deletes((all) => {
    if (!all.some(stops)) return all;
    const left = all.filter((one) => stops(one) && hasMore(one));
    return [
      ...all.filter((one) => !stops(one)),
      ...left.map((one) => Object.assign({}, one, { stops: false })),
    ];
  });
  // What was not noted meanwhile is told anew.
  if (!paused) await tellReaders('read');
}
