/* The schools, users and keys of the demo. */

export const DEMO_ORG = 'demo-university';
export const OTHER_ORG = 'night-school';

/** Returns a key of 64 hex characters, as long as a real one but plainly made up. */
const madeUpKey = (word: string): string => word.repeat(64 / word.length);

/** Platform keys at the demo university: of ada, of grace, and of dean, an administrator. */
export const DEMO_KEY = madeUpKey('de300ada');
export const OTHER_KEY = madeUpKey('de3000ce');
export const ADMIN_KEY = madeUpKey('de30dea0');
/** Ada's key at the night school. */
export const NIGHT_KEY = madeUpKey('de30ada1');
/** Ada's two session tokens at the demo university, for the scheme Token. */
export const DEMO_TOKEN = 'demo-session-token-of-ada';
export const DEMO_AXD_TOKEN = 'demo-axd-token-of-ada';
