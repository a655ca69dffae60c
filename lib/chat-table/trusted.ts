/** The only policy that the pages' content security policy allows: see make-table.ts. */
export const TRUSTED = 'waypoint-table';
