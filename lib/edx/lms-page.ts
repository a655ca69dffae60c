import { isBlockOf } from './keys.ts';
import { CALM, reading, textOf, titlesOf, type Reading } from './reading.ts';
import { LMS } from './signs.ts';
import { cleanTitle } from './title.ts';
import type { View } from './place.ts';

/** Pages that the LMS renders itself: they come complete, and only their unit tabs move. */
export function isLmsView(view: View): boolean {
  return view.startsWith('legacy-') || view === 'xblock' || view === 'lti';
}

/** Reads such a page. On a courseware page the active tab names the unit and its key. */
export function readLmsPage(
  document: Document,
  at: string,
  view: View,
  courseKey: string,
): Reading {
  const courseTitle = textOf(document, LMS.courseTitle);
  if (view !== 'legacy-courseware') {
    const unitTitle = view === 'xblock' ? textOf(document, LMS.xblockTitle) : undefined;
    return reading({ kind: 'place', at, titles: titlesOf({ courseTitle, unitTitle }) }, CALM);
  }
  const key = (selector: string): string | undefined => {
    const id = document.querySelector(selector)?.getAttribute('data-id') ?? '';
    return isBlockOf(id, courseKey) ? id : undefined;
  };
  const unitKey = key(LMS.activeTab);
  const subsectionKey = key(LMS.subsection);
  const unitTitle =
    unitKey && cleanTitle(document.querySelector(LMS.activeTab)?.getAttribute('data-page-title'));
  const sectionTitle = textOf(document, LMS.sectionTitle);
  const subsectionTitle = textOf(document, LMS.subsectionTitle);
  return reading(
    {
      kind: 'place',
      at,
      ...(unitKey && { unitKey }),
      ...(subsectionKey && { subsectionKey }),
      titles: titlesOf({ courseTitle, sectionTitle, subsectionTitle, unitTitle }),
    },
    CALM,
  );
}
