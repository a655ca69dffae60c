import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { BUILDS } from '../scripts/build.ts';
import { findBrowser, type BrowserKind } from '../browser/find-browser.ts';
import type { Scheme } from '../browser/driver.ts';
import { pseudoTexts } from '../languages/pseudo.ts';
import { speaking, SWITCHABLE, SWITCHABLE_BUILD } from '../languages/speak.ts';
import { shownIn, textsOf } from '../languages/texts.ts';
import { run } from '../scripts/run.ts';
import { scenesIn } from './catalogue.ts';
import { fit } from './fit.ts';
import { tour } from './play-catalogue.ts';
import type { Stage } from './session.ts';
import { preferFonts } from './store/fonts.ts';
import { wordsIn } from './store/listing.ts';
import { storePictures } from './store/pictures.ts';
import { storeScenes } from './store/scenes.ts';

/*
 * Takes pictures of every state, light and dark, at 1x and 2x, or in one of the other ways; or makes
 * the pictures for the stores.
 */

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    /** Only states with this in their name. */
    only: { type: 'string', default: '' },
    /** A way in which few people see the screens: one of WAYS. */
    as: { type: 'string', default: '' },
    /** Makes the pictures for the stores instead, in .output/store: see docs/stores.md. */
    store: { type: 'boolean', default: false },
    /** A language that has a file of texts, named as its file, such as `pt_BR`; or `pseudo`. */
    language: { type: 'string', default: 'en' },
  },
});

const kind: BrowserKind = values.browser === 'firefox' && !values.store ? 'firefox' : 'chromium';
/** Right to left; in forced colours (Chromium only); at 200 % zoom. */
const WAYS = ['', 'rtl', 'forced', 'zoom'];
if (!WAYS.includes(values.as)) throw new Error(`--as takes one of:${WAYS.join(' ')}`);
const zoom = values.as === 'zoom' ? 2 : 1;
const { language } = values;
if (language !== 'en' && kind === 'firefox') throw new Error('Languages are for Chromium only.');
const other = language === 'en' ? '' : language;
const parts = [kind, values.as, other].filter((part) => part !== '');
const FOLDER = values.store
  ? join('.output', 'store', other)
  : join('.output', 'screenshots', parts.join('-'));
let made = 0;

/** Shows a page of Waypoint in the language that was asked for while its picture is taken. */
async function lookInLanguage(name: string, page: Page, stage: Stage): Promise<void> {
  const isOurs = page.url().startsWith(stage.driver.origin);
  if (texts === null || !isOurs) await look(name, page, stage);
  else await speaking(page, texts, () => look(name, page, stage));
  made += 1;
}

async function picture(name: string, page: Page, stage: Stage): Promise<void> {
  const before = page.viewport();
  const dir = await page.evaluate(() => document.documentElement.dir);
  if (values.as === 'rtl') await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  // A popup that was opened by the toolbar icon has the size that the browser gives it.
  for (const scale of !before ? [1] : values.as === '' ? [1, 2] : [zoom]) {
    if (before) await fit(page, before, scale, zoom);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    for (const scheme of ['light', 'dark'] as const) {
      if (values.as === 'forced') await forceColours(page, scheme);
      else await stage.driver.colours(page, scheme);
      // Waits until what fades has come to rest.
      await sleep(150);
      await page.screenshot({ path: join(FOLDER, `${name}-${scheme}-${scale}x.png`) });
    }
  }
  await stage.driver.colours(page, 'light');
  await page.evaluate((to) => (document.documentElement.dir = to), dir);
  if (before) await page.setViewport(before);
  console.log(name);
}

/**
 * Emulates forced colours, which puppeteer itself cannot. The next feature that puppeteer emulates
 * ends this.
 */
async function forceColours(page: Page, scheme: Scheme): Promise<void> {
  const session = await page.createCDPSession();
  const features = { 'forced-colors': 'active', 'prefers-color-scheme': scheme };
  await session.send('Emulation.setEmulatedMedia', {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
}

findBrowser(kind);
const texts =
  language === 'en'
    ? null
    : language === 'pseudo'
      ? pseudoTexts(await textsOf('en'))
      : await shownIn(language);
const shipped = BUILDS[kind === 'firefox' ? 'build for Firefox' : 'build for Chromium'];
if (!(await run(texts === null ? shipped : SWITCHABLE_BUILD))) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
const start = performance.now();
let failed = 0;
const lost = (name: string, why: string): void => {
  failed += 1;
  console.error(`✗ ${name}: ${why}`);
};
if (values.store) preferFonts();
const look = values.store ? storePictures(wordsIn(language), FOLDER) : picture;
await tour({
  kind,
  scenes: values.store ? storeScenes : scenesIn(kind),
  ...(texts !== null && { build: SWITCHABLE }),
  only: values.only,
  look: lookInLanguage,
  lost,
});
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(`${made} states in ${FOLDER}, in ${seconds} s`);
process.exitCode = failed === 0 && made > 0 ? 0 : 1;
