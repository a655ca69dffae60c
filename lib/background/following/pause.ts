import { isPaused, type Pauses } from '../../store/items/pauses.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { registerContentScripts, tellContentScripts } from '../tabs/content-scripts.ts';
import { forgetPages, restorePages } from './refollow-course.ts';
import type { NamedCourse } from '../../domain/followed-courses.ts';
import type { StateWriter } from '../state/state-writer.ts';

/*
 * Pauses everything, a site or a course: meanwhile nothing from there is queued, journaled or
 * sent, and what waits is kept.
 */

/**
 * Pauses or resumes everything. A site or course that is paused on its own stays paused afterwards.
 */
export async function pauseAll(writer: StateWriter, paused: boolean): Promise<void> {
  await writer.settings((old) => ({ ...old, paused }));
  writer.tellPages(tellContentScripts);
}

/** Returns the pauses with a site paused or not; the same object if nothing changes. */
export function withSite(old: Pauses, origin: string, paused: boolean): Pauses {
  if (old.sites.includes(origin) === paused) return old;
  const others = old.sites.filter((one) => one !== origin);
  return { ...old, sites: paused ? [...others, origin] : others };
}

/**
 * Pauses or resumes a site. Pages of a paused site are not read, and what they showed is cleared.
 */
export async function pauseSite(
  writer: StateWriter,
  origin: string,
  paused: boolean,
): Promise<void> {
  await writer.pauses((old) => withSite(old, origin, paused));
  writer.tellPages(registerContentScripts);
  if (paused) await forgetTabs(writer, origin);
}

/** Clears the places that open tabs of a site show. */
export async function forgetTabs(writer: StateWriter, origin: string): Promise<void> {
  for (const { tabId, seen } of (await tabsSeen.read()).tabs) {
    if (seen.kind === 'place' && seen.place.site === origin) await writer.forgetTab(tabId);
  }
}

/**
 * Pauses or resumes a course. Its pages are still read, because only they say which course it is.
 */
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
  if (!paused) restorePages(writer, seen);
}
