/** Hosts of the Learning MFE and the LMS of edX and of ibl.ai. */
export const EDX_HOSTS = [
  'learning.edx.org',
  'courses.edx.org',
  'apps.learn.iblai.app',
  'learn.iblai.app',
] as const;

/** Hosts of ibl.ai's learner app. */
export const LEARNER_APP_HOSTS = ['lms.ibl.ai'] as const;

/** Hosts that Waypoint follows from the first start. */
export const SITE_HOSTS = [...EDX_HOSTS, ...LEARNER_APP_HOSTS] as const;
