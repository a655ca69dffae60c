import { oneSceneOfEachIn } from '../../../dev/screenshots/catalogue.ts';
import { testScenes } from '../support/test-scenes.ts';

/*
 * One scene of each screen. screens.all.test.ts has the other scenes, and those of Firefox: what axe
 * reads is the same document in both browsers.
 */

testScenes(oneSceneOfEachIn('chromium'));
