import type { Place } from '../edx/place.ts';
import { coursesBeingDeleted, deletes, type PendingDelete } from '../store/deletes.ts';
import type { CourseRecord } from '../store/course-record.ts';
import { isPaused, pauses } from '../store/pauses.ts';
import { settings, type Settings } from '../store/settings.ts';
import { tabsSeen } from '../store/tabs.ts';
import { isShownStill } from './ask-tab.ts';
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
  const seen = await forgetPages(ledger, courses);
  await ledger.wishes((old) => followedAgain(old, courses));
  tellAnew(ledger, seen);
}

type SeenPages = readonly { readonly tabId: number; readonly place: Place }[];

/**
 * Before courses are followed again, or resumed: what was seen of them meanwhile is forgotten, as pages that
 * are gone are not to be noted later either. Gives what it forgot, for `tellAnew`.
 */
export async function forgetPages(ledger: Ledger, courses: readonly string[]): Promise<SeenPages> {
  const pages: { tabId: number; place: Place }[] = [];
  for (const { tabId, seen } of (await tabsSeen.read()).tabs) {
    if (seen.kind !== 'place' || !courses.includes(seen.place.courseKey)) continue;
    if (!(await isNotNoted(seen.place.courseKey))) continue;
    await ledger.forgetTab(tabId);
    pages.push({ tabId, place: seen.place });
  }
  return pages;
}

/** Pages that are still there count again, and tell anew what was not noted meanwhile. */
export function tellAnew(ledger: Ledger, seen: SeenPages): void {
  ledger.tellPages(async () => {
    await Promise.all(
      seen.map(async ({ tabId, place }) => {
        if (await isShownStill(place.url, tabId)) await ledger.rememberTab(tabId, place);
      }),
    );
    await tellReaders();
  });
}
