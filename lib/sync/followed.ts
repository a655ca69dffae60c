import { coursesBeingDeleted, deletes, type PendingDelete } from '../store/deletes.ts';
import type { CourseRecord } from '../store/records.ts';
import { isPaused, pauses } from '../store/pauses.ts';
import { settings, type Settings } from '../store/settings.ts';
import { tabsSeen } from '../store/tabs.ts';
import { askTab } from './ask-tab.ts';
import type { Ledger, Wishes } from './ledger.ts';
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

/** Whether nothing of a course is noted now: not followed, or paused. */
export async function isNotNoted(courseKey: string): Promise<boolean> {
  if ((await settings.read()).never.some((one) => one.courseKey === courseKey)) return true;
  return isPaused(await pauses.read(), courseKey);
}

/** Courses of a connection of which nothing is sent now: not followed, paused, or being deleted. */
export async function coursesNotSent(connectionId: string): Promise<ReadonlySet<string>> {
  const [{ never }, { courses }] = await Promise.all([settings.read(), pauses.read()]);
  const wished = [...never, ...courses].map(({ courseKey }) => courseKey);
  return coursesBeingDeleted(await deletes.read(), connectionId).union(new Set(wished));
}

/** Those of the courses that are followed now. */
export function followedOf(
  { never }: Settings,
  courses: readonly NamedCourse[],
): readonly NamedCourse[] {
  const known = new Set(never.map(({ courseKey }) => courseKey));
  return courses.filter(({ courseKey }) => !known.has(courseKey));
}

const hasMore = ({ ours, edx }: PendingDelete) => ours !== null || edx !== null;

/** A delete that was asked for with it goes on; what waits is not forgotten for nothing. */
export function followedAgain(old: Wishes, courses: readonly string[]): Wishes {
  const never = old.settings.never.filter(({ courseKey }) => !courses.includes(courseKey));
  const left = old.deletes.flatMap((one) => {
    if (!one.stops || !courses.includes(one.courseKey)) return [one];
    return hasMore(one) ? [Object.assign({}, one, { stops: false })] : [];
  });
  return { settings: { ...old.settings, never }, deletes: left };
}

export async function followAgain(ledger: Ledger, courses: readonly string[]): Promise<void> {
  await forgetLeftPages(ledger, courses);
  await tellAnew(await ledger.wishes((old) => followedAgain(old, courses)));
}

/**
 * Before courses are followed again, or resumed: what was seen of them meanwhile, in pages that are gone, is not to
 * be noted later either. A page that is still there tells it anew.
 */
export async function forgetLeftPages(ledger: Ledger, courses: readonly string[]): Promise<void> {
  for (const { tabId, seen } of (await tabsSeen.read()).tabs) {
    if (seen.kind !== 'place' || !courses.includes(seen.place.courseKey)) continue;
    if (!(await isNotNoted(seen.place.courseKey))) continue;
    if ((await askTab(tabId)) === null) await ledger.forgetTab(tabId);
  }
}

/** What was not noted meanwhile is told anew. */
export async function tellAnew(now: Wishes): Promise<void> {
  if (!now.settings.paused) await tellReaders('read');
}
