/** Hosts of ibl.ai's own API servers, reachable without asking. A school's own server is asked for. */
export const API_HOSTS = ['base.manager.iblai.app', 'api.iblai.app'] as const;

/** The address a new connection starts with. */
export const DEFAULT_BASE = 'https://base.manager.iblai.app';

/** Hosts of ibl.ai on which learners sign in, of the same registrable domain as its API servers. */
export const SIGN_IN_HOSTS = [
  'mentor.iblai.app',
  'mentorai.iblai.app',
  'login.iblai.app',
  'auth.iblai.app',
] as const;

/** Another one, of another registrable domain than any API server: no sign-in is taken from there. */
export const NAMES_HOST = 'os.ibl.ai';

/** Where most learners find their mentor. */
export const MENTOR_PAGE = 'https://mentor.iblai.app/';
