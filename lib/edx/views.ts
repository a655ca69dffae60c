import type { View } from './place.ts';

/* Which view a part of an address stands for. */

/** Tabs of the Learning MFE: the word after `/course/<key>/`. */
export const TABS = new Map<string, View>([
  ['home', 'outline'],
  ['dates', 'dates'],
  ['progress', 'progress'],
  ['live', 'live'],
  ['discussion', 'discussion'],
  ['course-end', 'course-end'],
  ['access-denied', 'access-denied'],
]);

/** Pages of the LMS itself: the word after `/courses/<key>/`. Any other word is a tab. */
export const LEGACY = new Map<string, View>([
  ['courseware', 'legacy-courseware'],
  ['course', 'legacy-course-home'],
  ['info', 'legacy-course-home'],
  ['progress', 'legacy-progress'],
  ['discussion', 'discussion'],
  ['bulk_email', 'instructor'],
  ['jump_to', 'jump'],
  ['jump_to_id', 'jump'],
  ['about', 'about'],
  ['instructor', 'instructor'],
]);

/** Apps that are not for learning, by the part of the path that they are under. */
export const APPS = new Map<string, View>([
  ['authoring', 'studio'],
  ['course-authoring', 'studio'],
  ['gradebook', 'instructor'],
  ['ora-grading', 'instructor'],
  ['communications', 'instructor'],
  ['instructor-dashboard', 'instructor'],
  ['redirect', 'redirect'],
  ['api', 'none'],
]);

/** Pages of a course in ibl.ai's learner app: the word after `/course-content/<key>/`. */
export const LEARNER_APP = new Map<string, View>([
  ['course', 'learner-app'],
  ['instructor', 'instructor'],
  ['configuration', 'instructor'],
  ['analytics', 'instructor'],
  ['gradebook', 'instructor'],
]);

/** Matches hosts on which people make courses. A school's host may have such a name too. */
export const MAKERS = /^(?:course-)?authoring\.|(?:^|\.)studio\./;
/**
 * Addresses that Studio and the authoring app have too, `/course/<key>` and `/course/<key>/<word>`.
 * On a host of theirs such an address is theirs. The address of a unit belongs to the Learning MFE
 * only.
 */
export const SHARED: ReadonlySet<View> = new Set(['course-root', 'course-tab', 'xblock']);

/** Views that never name the course, because the visitor is not a learner there. */
export const KEYLESS: ReadonlySet<View> = new Set(['about', 'instructor']);
