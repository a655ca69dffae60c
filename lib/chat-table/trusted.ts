/** The one policy that the pages' content security policy knows: see make.ts. */
export const TRUSTED = 'waypoint-table';
