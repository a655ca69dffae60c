import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer-core';
import { BUILDS } from '../build.ts';
import { findBrowser, type BrowserKind } from '../browser/find.ts';
import { run } from '../run.ts';
import { isPopup, tour } from './tour.ts';
import type { Stage } from './stage.ts';

/* Pictures of every state of the screens, light and dark, at 1x and 2x. */

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    /** Only states with this in their name. */
    only: { type: 'string', default: '' },
  },
});

const kind: BrowserKind = values.browser === 'firefox' ? 'firefox' : 'chromium';
const FOLDER = join('.output', 'screenshots', kind);
let made = 0;

/** As tall as what is in it; a popup not taller than a browser makes it. */
async function fit(page: Page, deviceScaleFactor: number): Promise<void> {
  const { width = 1280 } = page.viewport() ?? {};
  await page.setViewport({ width, height: 100, deviceScaleFactor });
  const whole = await page.evaluate(() => {
    const dialog = document.querySelector('dialog[open]')?.scrollHeight ?? 0;
    return Math.max(document.documentElement.scrollHeight, dialog > 0 ? 600 : 0);
  });
  const height = isPopup(page.viewport()) ? Math.min(600, whole) : Math.max(800, whole);
  await page.setViewport({ width, height, deviceScaleFactor });
}

async function picture(name: string, page: Page, stage: Stage): Promise<void> {
  const before = page.viewport();
  // A popup that the toolbar's icon opened has the size that the browser gives it.
  for (const scale of before ? [1, 2] : [1]) {
    if (before) await fit(page, scale);
    for (const scheme of ['light', 'dark'] as const) {
      await stage.driver.colours(page, scheme);
      // What fades has come to rest.
      await sleep(150);
      await page.screenshot({ path: join(FOLDER, `${name}-${scheme}-${scale}x.png`) });
      made += 1;
    }
  }
  await stage.driver.colours(page, 'light');
  if (before) await page.setViewport(before);
  console.log(name);
}

findBrowser(kind);
const wanted = kind === 'firefox' ? 'build for Firefox' : 'build for Chromium';
if (!(await run(BUILDS[wanted]))) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
const start = performance.now();
const failed = await tour({ kind, only: values.only, look: picture });
for (const [name, why] of failed) console.error(`✗ ${name}: ${why}`);
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(`${made} pictures in ${FOLDER}, in ${seconds} s`);
process.exitCode = failed.size === 0 && made > 0 ? 0 : 1;
