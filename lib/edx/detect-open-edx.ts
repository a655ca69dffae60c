import { isLmsView } from './lms-page.ts';
import { readLocation } from './location.ts';
import { LMS, MFE } from './selectors.ts';
import type { View } from './place.ts';

/** What is looked for in a page whose address may be that of a course. */
export const RECOGNISE_BY = {
  mfe: `${MFE.unitFrame}[src*="/xblock/"],${MFE.header}`,
  rendered: LMS.rendered,
} as const;

/** Which of the above a page has. */
export type Signs = { readonly [Name in keyof typeof RECOGNISE_BY]: boolean };

/** On these the visitor is no learner, or they are not for following a course. */
const NEVER: ReadonlySet<View> = new Set([
  'studio',
  'instructor',
  'preview',
  'access-denied',
  'lti',
]);

/**
 * Whether a page is one of Open edX on which learners study, beyond doubt. Its address has to name a
 * course, else there would be nothing to follow. The Learning MFE's addresses prove it themselves;
 * those of the LMS may be of any site that has courses, so there the LMS's own mark has to be in the
 * page. Studio's outline has the address of a course too, and the same mark.
 */
export function looksLikeOpenEdx(url: string, { mfe, rendered }: Signs): boolean {
  const here = readLocation(url);
  if (!here?.courseKey || NEVER.has(here.view)) return false;
  if (here.view === 'course-root') return mfe || !rendered;
  return isLmsView(here.view) || here.view === 'discussion' ? mfe || rendered : true;
}
