/**
 * The words before the key in the Authorization header, in the order in which Waypoint tries them.
 * `Bearer` is not among them, because the data API answers it with 401.
 */
export const SCHEMES = ['Api-Token', 'Token', 'Api-Key'] as const;
export type Scheme = (typeof SCHEMES)[number];
