import { endOf } from '../../shared/pause-end.ts';
import type { PauseLength } from '../../shared/pause-length.ts';
import { pauseOfCourse, pauseOfSite, type Pauses } from '../../store/items/pauses.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { registerContentScripts, tellContentScripts } from '../tabs/content-scripts.ts';
import { forgetPages, restorePages } from './refollow-course.ts';
import type { NamedCourse } from '../../domain/followed-courses.ts';
import type { StateWriter } from '../state/state-writer.ts';

/*
 * Pauses everything, a site or a course: meanwhile nothing from there is queued, journaled or
 * sent, and what waits is kept. A new pause replaces the end of an old one.
 */

/**
 * Pauses or resumes everything. A site or course that is paused on its own stays paused afterwards.
 */
export async function pauseAll(
  writer: StateWriter,
  paused: boolean,
  length: PauseLength = 'endless',
): Promise<void> {
  const pause = paused ? { end: endOf(length, Date.now()) } : null;
  await writer.settings((old) => ({ ...old, pause }));
  writer.tellPages(tellContentScripts);
}

/** Returns the pauses without one of a site; the same object if nothing changes. */
export function withoutSite(old: Pauses, origin: string): Pauses {
  if (!pauseOfSite(old, origin)) return old;
  return { ...old, sites: old.sites.filter((one) => one.origin !== origin) };
}

/**
 * Pauses or resumes a site. Pages of a paused site are not read, and what they showed is cleared.
 */
export async function pauseSite(
  writer: StateWriter,
  origin: string,
  paused: boolean,
  length: PauseLength = 'endless',
): Promise<void> {
  const end = endOf(length, Date.now());
  await writer.pauses((old) => {
    const without = withoutSite(old, origin);
    return paused ? { ...without, sites: [...without.sites, { origin, end }] } : without;
  });
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
  length: PauseLength = 'endless',
): Promise<void> {
  const seen = paused ? [] : await forgetPages(writer, [courseKey]);
  const end = endOf(length, Date.now());
  await writer.pauses((old) => {
    if (!paused && !pauseOfCourse(old, courseKey)) return old;
    const others = old.courses.filter((one) => one.courseKey !== courseKey);
    return { ...old, courses: paused ? [...others, { courseKey, title, end }] : others };
  });
  if (!paused) restorePages(writer, seen);
}
