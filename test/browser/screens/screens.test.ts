import { inject } from 'vitest';
import { oneSceneOfEachIn } from '../../../dev/screenshots/catalogue.ts';
import { testScenes } from '../support/test-scenes.ts';

/* One scene of each screen. screens.all.test.ts has the other scenes. */

testScenes(oneSceneOfEachIn(inject('kind')));
