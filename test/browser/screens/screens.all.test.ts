import { inject } from 'vitest';
import { oneSceneOfEachIn, scenesIn } from '../../../dev/screenshots/catalogue.ts';
import { testScenes } from '../support/test-scenes.ts';

/* Every state of the screens, except those that screens.test.ts tests in Chromium. */

const kind = inject('kind');
const tested = new Set(kind === 'chromium' ? oneSceneOfEachIn(kind) : []);
testScenes(scenesIn(kind).filter((scene) => !tested.has(scene)));
