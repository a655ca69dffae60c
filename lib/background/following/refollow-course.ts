import type { Place } from '../../edx/place.ts';
import type { PendingDelete } from '../../store/items/pending-deletes.ts';
import { tabsSeen } from '../../store/items/tabs.ts';
import { isShownStill } from '../tabs/ask-tab.ts';
import { isNotNoted } from '../../domain/followed-courses.ts';
import type { StateWriter, Wishes } from '../state/state-writer.ts';
import { tellContentScripts } from '../tabs/content-scripts.ts';

const hasMore = ({ ours, edx }: PendingDelete) => ours !== null || edx !== null;

/**
 * Returns the settings and pending deletes with these courses followed again. A delete on the
 * server that was requested with the unfollow goes on; an unfollow alone is dropped, so that what
 * waits is not discarded.
 */
export function followedAgain(old: Wishes, courses: readonly string[]): Wishes {
  const never = old.settings.never.filter(({ courseKey }) => !courses.includes(courseKey));
  const left = old.deletes.flatMap((one) => {
    if (!one.stops || !courses.includes(one.courseKey)) return [one];
    return hasMore(one) ? [Object.assign({}, one, { stops: false })] : [];
  });
  return { settings: { ...old.settings, never }, deletes: left };
}

export async function followAgain(writer: StateWriter, courses: readonly string[]): Promise<void> {
  const seen = await forgetPages(writer, courses);
  await writer.wishes((old) => followedAgain(old, courses));
  tellAnew(writer, seen);
}

type SeenPages = readonly { readonly tabId: number; readonly place: Place }[];

/**
 * Clears what tabs showed of these courses while they were not followed or were paused. Returns
 * what it cleared, for `tellAnew`. Call it before the courses are followed again or resumed, so
 * that pages that are gone are not queued later.
 */
export async function forgetPages(
  writer: StateWriter,
  courses: readonly string[],
): Promise<SeenPages> {
  const pages: { tabId: number; place: Place }[] = [];
  for (const { tabId, seen } of (await tabsSeen.read()).tabs) {
    if (seen.kind !== 'place' || !courses.includes(seen.place.courseKey)) continue;
    if (!(await isNotNoted(seen.place.courseKey))) continue;
    await writer.forgetTab(tabId);
    pages.push({ tabId, place: seen.place });
  }
  return pages;
}

/**
 * Restores the cleared places whose pages are still there, and asks open pages to report again what
 * was not queued meanwhile.
 */
export function tellAnew(writer: StateWriter, seen: SeenPages): void {
  writer.tellPages(async () => {
    await Promise.all(
      seen.map(async ({ tabId, place }) => {
        if (await isShownStill(place.url, tabId)) await writer.rememberTab(tabId, place);
      }),
    );
    await tellContentScripts();
  });
}
