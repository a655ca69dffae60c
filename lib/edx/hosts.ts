/**
 * Hosts that Waypoint follows from the first start: the Learning MFE and the LMS of edX and of
 * ibl.ai.
 */
export const SITE_HOSTS = [
  'learning.edx.org',
  'courses.edx.org',
  'apps.learn.iblai.app',
  'learn.iblai.app',
] as const;
