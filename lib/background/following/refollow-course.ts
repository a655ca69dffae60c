import type { Place } from '../../edx/place.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { isShownStill } from '../tabs/ask-tab.ts';
import { isIgnored } from '../../domain/followed-courses.ts';
import type { SettingsAndDeletes, StateWriter } from '../state/state-writer.ts';
import { tellContentScripts } from '../tabs/content-scripts.ts';

/**
 * Returns the settings and pending deletes with these courses followed again. What waits is then
 * not discarded. A delete on the server that was requested with the unfollow goes on.
 */
export function followedAgain(
  old: SettingsAndDeletes,
  courses: readonly string[],
): SettingsAndDeletes {
  const never = old.settings.never.filter(({ courseKey }) => !courses.includes(courseKey));
  const left = old.deletes.map((one) =>
    one.stops && courses.includes(one.courseKey) ? { ...one, stops: false } : one,
  );
  return { settings: { ...old.settings, never }, deletes: left };
}

export async function followAgain(writer: StateWriter, courses: readonly string[]): Promise<void> {
  const seen = await forgetPages(writer, courses);
  await writer.settingsAndDeletes((old) => followedAgain(old, courses));
  restorePages(writer, seen);
}

export type SeenPages = readonly { readonly tabId: number; readonly place: Place }[];

/**
 * Clears what tabs showed of these courses while they were not followed or were paused. Returns
 * what it cleared, for `restorePages`. Call it before the courses are followed again or resumed, so
 * that pages that are gone are not queued later.
 */
export async function forgetPages(
  writer: StateWriter,
  courses: readonly string[],
): Promise<SeenPages> {
  return await clearPages(
    writer,
    async ({ courseKey }) => courses.includes(courseKey) && (await isIgnored(courseKey)),
  );
}

/** Clears what tabs show if the place passes `wanted`. Returns what it cleared. */
export async function clearPages(
  writer: StateWriter,
  wanted: (place: Place) => Promise<boolean> | boolean,
): Promise<SeenPages> {
  const pages: { tabId: number; place: Place }[] = [];
  for (const { tabId, seen } of (await tabsSeen.read()).tabs) {
    if (seen.kind !== 'place' || !(await wanted(seen.place))) continue;
    await writer.forgetTab(tabId);
    pages.push({ tabId, place: seen.place });
  }
  return pages;
}

/**
 * Restores the cleared places whose pages are still there, and asks open pages to report again what
 * was not queued meanwhile.
 */
export function restorePages(writer: StateWriter, seen: SeenPages): void {
  writer.tellPages(() => restoreAndTell(writer, seen));
}

/** Does the same, and resolves when the pages were told. */
export async function restoreAndTell(writer: StateWriter, seen: SeenPages): Promise<void> {
  await Promise.all(
    seen.map(async ({ tabId, place }) => {
      if (await isShownStill(place.url, tabId)) await writer.rememberTab(tabId, place);
    }),
  );
  await tellContentScripts();
}
