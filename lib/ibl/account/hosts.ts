/**
 * Hosts of ibl.ai's own API servers, which Waypoint reaches without asking. For a school's own
 * server Waypoint asks the learner.
 */
export const API_HOSTS = ['base.manager.iblai.app', 'api.iblai.app'] as const;

/** The address a new connection starts with. */
export const DEFAULT_BASE = 'https://base.manager.iblai.app';

const MENTOR_HOST = 'os.ibl.ai';

/**
 * Hosts of ibl.ai on which learners sign in. Their pages send the token to ibl.ai's own API servers
 * themselves, also those at `ibl.ai`, which is another registrable domain.
 */
export const SIGN_IN_HOSTS = [
  MENTOR_HOST,
  'lms.ibl.ai',
  'mentor.iblai.app',
  'mentorai.iblai.app',
  'login.iblai.app',
  'auth.iblai.app',
] as const;

/** Those of the sign-in hosts that show no mentor. */
export const HOSTS_WITHOUT_MENTOR: readonly string[] = [
  'lms.ibl.ai',
  'login.iblai.app',
  'auth.iblai.app',
];

/**
 * The page (its origin) on which learners of ibl.ai's own servers sign in and find their mentor. The
 * page itself finds out which mentor is theirs.
 */
export const MENTOR_PAGE = `https://${MENTOR_HOST}`;
