import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page, Viewport } from 'puppeteer-core';
import { BUILDS } from '../scripts/build.ts';
import { findBrowser, type BrowserKind } from '../browser/find-browser.ts';
import type { Scheme } from '../browser/driver.ts';
import { pseudoTexts } from '../languages/pseudo.ts';
import { speaking, SWITCHABLE, SWITCHABLE_BUILD } from '../languages/speak.ts';
import { shownIn, textsOf } from '../languages/texts.ts';
import { run } from '../scripts/run.ts';
import { scenesIn } from './catalogue.ts';
import { isPopup, tour } from './play-catalogue.ts';
import { POPUP } from '../browser/base-driver.ts';
import type { Stage } from './session.ts';

/* Takes pictures of every state, light and dark, at 1x and 2x, or in one of the other ways. */

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    /** Only states with this in their name. */
    only: { type: 'string', default: '' },
    /** A way in which few people see the screens: one of WAYS. */
    as: { type: 'string', default: '' },
    /** A language that has a file of texts, named as its file, such as `pt_BR`; or `pseudo`. */
    language: { type: 'string', default: 'en' },
  },
});

const kind: BrowserKind = values.browser === 'firefox' ? 'firefox' : 'chromium';
/** Right to left; in forced colours (Chromium only); at 200 % zoom. */
const WAYS = ['', 'rtl', 'forced', 'zoom'];
if (!WAYS.includes(values.as)) throw new Error(`--as takes one of:${WAYS.join(' ')}`);
const zoom = values.as === 'zoom' ? 2 : 1;
const { language } = values;
if (language !== 'en' && kind === 'firefox') throw new Error('Languages are for Chromium only.');
const parts = [kind, values.as, language === 'en' ? '' : language].filter((part) => part !== '');
const FOLDER = join('.output', 'screenshots', parts.join('-'));
let made = 0;

/** Makes a page as tall as its content, and a popup no taller than a browser makes it. */
async function fit(page: Page, before: Viewport, deviceScaleFactor: number): Promise<void> {
  const popup = isPopup(before);
  // A popup is as wide as its page asks, also at 200 %, but only half as much fits in its height.
  const width = popup ? POPUP.width : before.width / zoom;
  await page.setViewport({ width, height: 100, deviceScaleFactor });
  const whole = await page.evaluate(() => {
    const dialog = document.querySelector('dialog[open]')?.scrollHeight ?? 0;
    return Math.max(document.documentElement.scrollHeight, dialog > 0 ? 600 : 0);
  });
  const height = popup ? Math.min(POPUP.height / zoom, whole) : Math.max(800 / zoom, whole);
  await page.setViewport({ width, height, deviceScaleFactor });
}

/** Shows a page in the language that was asked for while its picture is taken. */
async function pictureInLanguage(name: string, page: Page, stage: Stage): Promise<void> {
  if (texts === null) return await picture(name, page, stage);
  await speaking(page, texts, () => picture(name, page, stage));
}

async function picture(name: string, page: Page, stage: Stage): Promise<void> {
  const before = page.viewport();
  const dir = await page.evaluate(() => document.documentElement.dir);
  if (values.as === 'rtl') await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  // A popup that was opened by the toolbar icon has the size that the browser gives it.
  for (const scale of !before ? [1] : values.as === '' ? [1, 2] : [zoom]) {
    if (before) await fit(page, before, scale);
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
    for (const scheme of ['light', 'dark'] as const) {
      if (values.as === 'forced') await forceColours(page, scheme);
      else await stage.driver.colours(page, scheme);
      // Waits until what fades has come to rest.
      await sleep(150);
      await page.screenshot({ path: join(FOLDER, `${name}-${scheme}-${scale}x.png`) });
      made += 1;
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
await tour({
  kind,
  scenes: scenesIn(kind),
  ...(texts !== null && { build: SWITCHABLE }),
  only: values.only,
  look: pictureInLanguage,
  lost,
});
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(`${made} pictures in ${FOLDER}, in ${seconds} s`);
process.exitCode = failed === 0 && made > 0 ? 0 : 1;
