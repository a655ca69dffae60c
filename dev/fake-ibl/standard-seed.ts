import {
  ADMIN_KEY,
  DEMO_AXD_TOKEN,
  DEMO_KEY,
  DEMO_ORG,
  DEMO_TOKEN,
  NIGHT_KEY,
  OTHER_KEY,
  OTHER_ORG,
} from './demo-accounts.ts';
import type { Seed } from './seed.ts';

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
