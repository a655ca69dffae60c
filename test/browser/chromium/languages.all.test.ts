import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { directionOf } from '../../../components/ui/words/direction.ts';
import { pseudoTexts } from '../../../dev/languages/pseudo.ts';
import { SWITCHABLE, SWITCHABLE_BUILD, speaking } from '../../../dev/languages/speak.ts';
import { OTHERS, shownIn, textsOf, type Texts } from '../../../dev/languages/texts.ts';
import { oneSceneOfEachIn, scenesIn } from '../../../dev/screenshots/catalogue.ts';
import { tour } from '../../../dev/screenshots/play-catalogue.ts';
import { run } from '../../../dev/scripts/run.ts';
import { ALL, findings } from '../support/looks/axe-findings.ts';
import { cutOff } from '../support/looks/cut-off.ts';
import { notOurTexts } from '../support/looks/our-texts.ts';

/*
 * Each state of the screens in a language that nobody speaks, longer than English, and in those
 * that are written from right to left; a scene of each screen in every other language. A scene is
 * played in English, and each of its states is then shown in the others.
 */

const scenes = scenesIn('chromium');
const states = scenes.flatMap(({ names }) => names);
const main = oneSceneOfEachIn('chromium').flatMap(({ names }) => names);

/** A language, what it calls everything, and the states that are looked at in it. */
interface Spoken {
  readonly texts: Texts;
  readonly states: ReadonlySet<string>;
  /** Returns what is wrong with a page that shows the texts, besides what is cut off. */
  readonly look: (page: Page) => Promise<string[]>;
}

/** Axe finds the same in each language of the same direction. */
async function axeIn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return await findings(page, ALL);
}

async function spoken(language: string): Promise<[string, Spoken]> {
  const texts = await shownIn(language);
  const isTurned = directionOf(texts['common_loading'] ?? '') === 'rtl';
  const look = isTurned ? axeIn : async () => [];
  return [language, { texts, states: new Set(isTurned ? states : main), look }];
}

const LANGUAGES = new Map<string, Spoken>([
  [
    'pseudo-locale',
    { texts: pseudoTexts(await textsOf('en')), states: new Set(states), look: notOurTexts },
  ],
  ...(await Promise.all(OTHERS.map(spoken))),
]);

/** What is wrong with a state, by language, or why the state could not be looked at. */
type Seen = ReadonlyMap<string, readonly string[]> | string;

const seen = new Map(states.map((name) => [name, Promise.withResolvers<Seen>()]));
const lost = (name: string, why: string): void => seen.get(name)?.resolve(why);
let played: Promise<void> | undefined;

async function lookAt(name: string, page: Page): Promise<void> {
  const wrong = new Map<string, readonly string[]>();
  for (const [language, { texts, states: wanted, look }] of LANGUAGES) {
    if (!wanted.has(name)) continue;
    await speaking(page, texts, async () => {
      wrong.set(language, [...(await cutOff(page, [16])), ...(await look(page))]);
    });
  }
  seen.get(name)?.resolve(wrong);
}

beforeAll(async () => {
  if (!(await run(SWITCHABLE_BUILD))) throw new Error('There is no build of the languages.');
  played = tour({ kind: 'chromium', scenes, build: SWITCHABLE, look: lookAt, lost }).catch(
    (error: unknown) => {
      for (const name of states) lost(name, String(error));
    },
  );
});

afterAll(() => played);

const rows = [...LANGUAGES].flatMap(([language, { states: wanted }]) =>
  [...wanted].map((name) => [language, name] as const),
);
test.each(rows)('%s: %s', async (language, name) => {
  const wrong = await seen.get(name)?.promise;
  expect(typeof wrong === 'object' ? wrong.get(language) : wrong).toEqual([]);
});
