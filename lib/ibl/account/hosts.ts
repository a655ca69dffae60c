/**
 * Hosts of ibl.ai's own API servers, which Waypoint reaches without asking. For a school's own
 * server Waypoint asks the learner.
 */
export const API_HOSTS = ['base.manager.iblai.app', 'api.iblai.app'] as const;

/** The address a new connection starts with. */
export const DEFAULT_BASE = 'https://base.manager.iblai.app';

/** Hosts of ibl.ai on which learners sign in, on the same registrable domain as its API servers. */
export const SIGN_IN_HOSTS = [
  'mentor.iblai.app',
  'mentorai.iblai.app',
  'login.iblai.app',
  'auth.iblai.app',
] as const;

/**
 * Another sign-in host of ibl.ai, on another registrable domain than every API server. Waypoint
 * takes no sign-in from it.
 */
export const NAMES_HOST = 'os.ibl.ai';

/** Those of the sign-in hosts that only sign learners in, and show no mentor. */
export const LOGIN_HOSTS: readonly string[] = ['login.iblai.app', 'auth.iblai.app'];

/**
 * The page of ibl.ai's mentors from which Waypoint can take a sign-in. It is the older one of two.
 */
export const MENTOR_PAGE = 'https://mentor.iblai.app/';

/** Where learners of ibl.ai's own servers find their mentor: the page finds out which one it is. */
export const MENTOR_HOME = `https://${NAMES_HOST}/`;
