import { readLocation } from '../location.ts';
import { LEARNER_APP_SIGN, LMS, MFE } from '../selectors.ts';
import type { View } from '../place.ts';

/** Selectors to look for in a page whose address may be that of a course. */
export const RECOGNISE_BY = {
  mfe: `${MFE.unitFrame}[src*="/xblock/"],${MFE.header}`,
  rendered: LMS.rendered,
  learnerApp: LEARNER_APP_SIGN,
} as const;

/** Which of these selectors match in a page. */
export type Signs = { readonly [Name in keyof typeof RECOGNISE_BY]: boolean };

/** Views on which the visitor is not a learner, or which are not for following a course. */
const NEVER: ReadonlySet<View> = new Set([
  'studio',
  'instructor',
  'preview',
  'access-denied',
  'lti',
]);

/** Whether the LMS renders the page itself. */
const isLmsView = (view: View): boolean => view.startsWith('legacy-') || view === 'xblock';

/**
 * Whether a page is certainly an Open edX page on which learners study. Its address must name a
 * course, or there would be nothing to follow. An address of the Learning MFE is proof by itself.
 * Any site with courses may have addresses like the LMS's, so such a page must also carry the LMS's
 * own mark. Studio's outline has the address of a course too, and the same mark. The addresses of
 * ibl.ai's learner app count only in that app, and no others count there.
 */
export function looksLikeOpenEdx(url: string, { mfe, rendered, learnerApp }: Signs): boolean {
  const here = readLocation(url);
  if (!here?.courseKey || NEVER.has(here.view)) return false;
  if (learnerApp || here.view.startsWith('learner-app')) {
    return learnerApp && here.view.startsWith('learner-app');
  }
  if (here.view === 'course-root') return mfe || !rendered;
  return isLmsView(here.view) || here.view === 'discussion' ? mfe || rendered : true;
}
