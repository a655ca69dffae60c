import { keyForm } from './key-form.ts';
import { lessonTitles } from './lesson-titles.ts';
import { lineOf } from './line.ts';
import { CALM, LATE, reading, textOf, titlesOf, type Reading } from './page-reading.ts';
import type { PageAddress } from './page-address.ts';
import { LMS } from './selectors.ts';
import type { Titles } from './place.ts';

/**
 * Reads a page that the LMS renders itself. Such a page arrives complete, and only its unit tabs
 * change.
 */
export function readLmsPage(
  document: Document,
  at: string,
  { kind, unitKey }: PageAddress,
): Reading {
  const courseTitle = textOf(document, LMS.courseTitle);
  const place = (titles: Titles = {}, keys = {}): Reading =>
    reading({ kind: 'place', at, ...keys, titles: titlesOf({ courseTitle, ...titles }) }, CALM);
  if (kind === 'courseware') {
    const { keys, titles } = activeTab(document);
    return place(titles, keys);
  }
  if (unitKey === null) return place();
  // An error page has the same address, but not this block.
  const shown = document.querySelector(LMS.xblock)?.getAttribute('data-usage-id') ?? '';
  if (keyForm(shown)?.block?.text !== unitKey) return reading({ kind: 'none' }, LATE);
  return place(titlesOf({ unitTitle: textOf(document, LMS.xblockTitle) }));
}

const keyOf = (element: Element | null) => element?.getAttribute('data-id') || undefined;

/**
 * Returns keys and titles of the active tab. On a courseware page the active tab names the unit and
 * its key, which the address does not. The worker checks that the keys are blocks of the course.
 */
function activeTab(document: Document): { keys: object; titles: Titles } {
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
