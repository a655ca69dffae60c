import { inject } from 'vitest';
import { oneSceneOfEachIn, scenesIn } from '../../../dev/screenshots/catalogue.ts';
import { testScenes } from '../support/test-scenes.ts';

/* Every state of the screens that screens.test.ts leaves out. */

const kind = inject('kind');
const inScreens = new Set(oneSceneOfEachIn(kind));
testScenes(scenesIn(kind).filter((scene) => !inScreens.has(scene)));
