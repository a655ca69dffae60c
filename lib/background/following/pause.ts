import { isPaused, type Pauses } from '../../store/items/pauses.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { registerContentScripts, tellContentScripts } from '../tabs/content-scripts.ts';
import { forgetPages, tellAnew } from './refollow-course.ts';
import type { NamedCourse } from '../../domain/followed-courses.ts';
import type { StateWriter } from '../state/state-writer.ts';

/* Everything, a site or a course is paused: nothing of it is noted or sent, and what waits is kept. */

/** The pause of everything. What was paused by itself stays so when that ends. */
export async function pauseAll(writer: StateWriter, paused: boolean): Promise<void> {
  await writer.settings((old) => ({ ...old, paused }));
  writer.tellPages(tellContentScripts);
}

/** The same list when nothing changes. */
export function withSite(old: Pauses, origin: string, paused: boolean): Pauses {
  if (old.sites.includes(origin) === paused) return old;
  const others = old.sites.filter((one) => one !== origin);
  return { ...old, sites: paused ? [...others, origin] : others };
}

/** Pages of a paused site are not even read, and what they showed is forgotten. */
export async function pauseSite(
  writer: StateWriter,
  origin: string,
  paused: boolean,
): Promise<void> {
  await writer.pauses((old) => withSite(old, origin, paused));
  writer.tellPages(registerContentScripts);
  if (paused) await forgetTabs(writer, origin);
}

/** What open pages of a site show is known no more. */
export async function forgetTabs(writer: StateWriter, origin: string): Promise<void> {
  for (const { tabId, seen } of (await tabsSeen.read()).tabs) {
    if (seen.kind === 'place' && seen.place.site === origin) await writer.forgetTab(tabId);
  }
}

/** Its pages are read, as only they say which course it is. */
export async function pauseCourse(
  writer: StateWriter,
  { courseKey, title }: NamedCourse,
  paused: boolean,
): Promise<void> {
  const seen = paused ? [] : await forgetPages(writer, [courseKey]);
  await writer.pauses((old) => {
    if (isPaused(old, courseKey) === paused) return old;
    const others = old.courses.filter((one) => one.courseKey !== courseKey);
    return { ...old, courses: paused ? [...others, { courseKey, title }] : others };
  });
  if (!paused) tellAnew(writer, seen);
}
