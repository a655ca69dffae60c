import type { BrowserKind } from '../browser/find-browser.ts';
import { first } from './first.ts';
import { firstRun } from './first-run.ts';
import { inATab } from './in-a-tab.ts';
import { instruction } from './instruction.ts';
import { journey } from './journey.ts';
import { memory } from './memory.ts';
import { nowPages } from './now-pages.ts';
import { nowRare } from './now-rare.ts';
import { nowWaits } from './now-waits.ts';
import { options } from './options.ts';
import { organization, privacy } from './privacy.ts';
import { pauses } from './pauses.ts';
import type { Scene } from './scene.ts';
import { schools } from './schools.ts';
import { settings } from './settings.ts';
import { signIn } from './sign-in.ts';
import { signInRare } from './sign-in-rare.ts';
import { MAY_BE_SET } from './session.ts';
import { trust } from './about-and-recovery.ts';
import { yourData } from './your-data.ts';

/** The scenes of each screen. The screens with the longest scenes come first. */
const SCREENS: readonly (readonly Scene[])[] = [
  memory,
  schools,
  nowWaits,
  instruction,
  inATab,
  options,
  first,
  settings,
  yourData,
  journey,
  signIn,
  firstRun,
  signInRare,
  privacy,
  MAY_BE_SET ? organization : [],
  nowPages,
  nowRare,
  pauses,
  trust,
];

const playableIn =
  (browser: BrowserKind) =>
  ({ kind = browser }: Scene): boolean =>
    kind === browser;

/** Returns the scenes that a browser can play. Together they show every state of the screens. */
export const scenesIn = (browser: BrowserKind): readonly Scene[] =>
  SCREENS.flat().filter(playableIn(browser));

/** Returns one scene of each screen, if possible a connected one. `npm test` plays these. */
export const oneSceneOfEachIn = (browser: BrowserKind): readonly Scene[] =>
  SCREENS.flatMap((scenes) => {
    const playable = scenes.filter(playableIn(browser));
    return playable.find(({ connected }) => connected) ?? playable.slice(0, 1);
  });
