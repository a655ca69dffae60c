import type { BrowserKind } from '../browser/find-browser.ts';
import { first } from './first.ts';
import { instruction } from './instruction.ts';
import { journey } from './journey.ts';
import { memory } from './memory.ts';
import { nowPages } from './now-pages.ts';
import { nowWaits } from './now-waits.ts';
import { options } from './options.ts';
import { organization, privacy } from './privacy.ts';
import type { Scene } from './scene.ts';
import { schools } from './schools.ts';
import { signIn } from './sign-in.ts';
import { MAY_BE_SET } from './session.ts';
import { trust } from './about-and-recovery.ts';
import { yourData } from './your-data.ts';

/** Every state of the screens that a learner can reach. The longest scenes come first. */
const all: readonly Scene[] = [
  ...memory,
  ...schools,
  ...nowWaits,
  ...instruction,
  ...options,
  ...first,
  ...yourData,
  ...journey,
  ...signIn,
  ...privacy,
  ...(MAY_BE_SET ? organization : []),
  ...nowPages,
  ...trust,
];

/** Returns the scenes that a browser can play. */
export const scenesIn = (browser: BrowserKind): readonly Scene[] =>
  all.filter(({ kind = browser }) => kind === browser);
