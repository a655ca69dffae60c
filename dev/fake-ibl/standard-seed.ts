import type { Seed } from './seed.ts';

export const DEMO_ORG = 'demo-university';
export const OTHER_ORG = 'night-school';

/** 64 hex characters, as a real key has; plainly made up. */
const madeUpKey = (word: string): string => word.repeat(64 / word.length);

/** Platform keys of ada, of grace and of dean, who is an administrator, all at the demo university. */
export const DEMO_KEY = madeUpKey('de300ada');
export const OTHER_KEY = madeUpKey('de3000ce');
export const ADMIN_KEY = madeUpKey('de30dea0');
/** Ada's key at the night school. */
export const NIGHT_KEY = madeUpKey('de30ada1');
/** Ada's two session tokens at the demo university, for the scheme Token. */
export const DEMO_TOKEN = 'demo-session-token-of-ada';
export const DEMO_AXD_TOKEN = 'demo-axd-token-of-ada';

export function sowStandard(seed: Seed): void {
  seed.school({ key: DEMO_ORG, name: 'Demo University', edxOrg: 'DemoU' });
  seed.school({ key: OTHER_ORG, name: 'Night School', edxOrg: 'NightS' });
  seed.user({ username: 'ada', org: DEMO_ORG, id: 8 });
  seed.user({ username: 'grace', org: DEMO_ORG, id: 9 });
  seed.user({ username: 'dean', org: DEMO_ORG, id: 2, admin: true });
  seed.user({ username: 'ada', org: OTHER_ORG });
  seed.key({ key: DEMO_KEY, username: 'ada', org: DEMO_ORG });
  seed.key({ key: OTHER_KEY, username: 'grace', org: DEMO_ORG });
  seed.key({ key: ADMIN_KEY, username: 'dean', org: DEMO_ORG });
  seed.key({ key: NIGHT_KEY, username: 'ada', org: OTHER_ORG });
  seed.key({ key: DEMO_TOKEN, username: 'ada', org: DEMO_ORG, kind: 'dm_token' });
  seed.key({ key: DEMO_AXD_TOKEN, username: 'ada', org: DEMO_ORG, kind: 'axd_token' });
}
