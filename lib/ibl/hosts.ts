/** Hosts of ibl.ai's own API servers, reachable without asking. A school's own server is asked for. */
export const API_HOSTS = ['base.manager.iblai.app', 'api.iblai.app'] as const;

/** The address a new connection starts with. */
export const DEFAULT_BASE = 'https://base.manager.iblai.app';
