import { isBlockOf, parseUsageKey } from './course-keys.ts';
import { lessonTitles } from './lesson-titles.ts';
import { lineOf } from './line.ts';
import { CALM, LATE, reading, textOf, titlesOf, type Reading } from './page-reading.ts';
import { LMS } from './selectors.ts';
import type { Location, Titles, View } from './place.ts';

/**
 * Whether the LMS renders the page itself. Such a page arrives complete, and only its unit tabs
 * change.
 */
export function isLmsView(view: View): boolean {
  return view.startsWith('legacy-') || view === 'xblock' || view === 'lti';
}

/** Reads a page that the LMS renders. */
export function readLmsPage(document: Document, at: string, here: Location): Reading {
  const courseTitle = textOf(document, LMS.courseTitle);
  const place = (titles: Titles = {}, keys = {}): Reading =>
    reading({ kind: 'place', at, ...keys, titles: titlesOf({ courseTitle, ...titles }) }, CALM);
  if (here.view === 'legacy-courseware') {
    const { keys, titles } = activeTab(document, here.courseKey ?? '');
    return place(titles, keys);
  }
  const alone = here.view === 'xblock' ? (here.unitKey ?? here.subsectionKey) : null;
  if (alone === null) return place();
  // An error page has the same address, but not this block.
  const shown = document.querySelector(LMS.xblock)?.getAttribute('data-usage-id') ?? '';
  if (parseUsageKey(shown)?.text !== alone) return reading({ kind: 'none' }, LATE);
  return place(titlesOf({ unitTitle: textOf(document, LMS.xblockTitle) }));
}

/**
 * Returns keys and titles of the active tab. On a courseware page the active tab names the unit and
 * its key, which the address does not.
 */
function activeTab(document: Document, courseKey: string): { keys: object; titles: Titles } {
  const keyOf = (element: Element | null): string | undefined => {
    const id = element?.getAttribute('data-id') ?? '';
    return isBlockOf(id, courseKey) ? id : undefined;
  };
  const tab = document.querySelector(LMS.activeTab);
  const unitKey = keyOf(tab);
  const subsectionKey = keyOf(document.querySelector(LMS.subsection));
  const unitTitle = unitKey && lineOf(tab?.getAttribute('data-page-title'));
  const path = unitKey && tab?.getAttribute('data-path');
  return {
    keys: { ...(unitKey && { unitKey }), ...(subsectionKey && { subsectionKey }) },
    titles: titlesOf({ ...lessonTitles(document, path ?? '', unitTitle), unitTitle }),
  };
}
