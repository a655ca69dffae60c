import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launch, type Driver } from '../../../dev/browser/launch.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { openDemoWorld } from '../../../dev/fake-network/demo-network.ts';
import type { World } from '../../../dev/fake-network/network.ts';
import { pseudo, pseudoTexts } from '../../../dev/languages/pseudo.ts';
import { OTHERS, shownIn, textsOf } from '../../../dev/languages/texts.ts';
import { copyBuild, type Build } from '../support/sites.ts';

/* Waypoint in a browser that is set to another language. */

const kind = inject('kind');
let world: World;
beforeAll(async () => {
  world = await openDemoWorld({ fetch: () => new Response('', { status: 404 }) });
});
afterAll(() => world.close());

/** Runs a step in a browser of a language, with a copy of the build that `change` changed. */
async function inBrowserOf(
  language: string,
  step: (driver: Driver) => Promise<void>,
  change: (build: Build) => Promise<void> = async () => {},
): Promise<void> {
  const build = await copyBuild(kind);
  await change(build);
  const extension = build.folder;
  const driver = await launch({ kind, extension, proxyPort: world.proxyPort, language });
  try {
    await step(driver);
  } finally {
    await driver.close();
    await build.remove();
  }
}

interface Seen {
  readonly lang: string;
  readonly dir: string;
  readonly tabs: readonly string[];
}

const seenIn = (page: Page): Promise<Seen> =>
  page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    tabs: Array.from(document.querySelectorAll('[role=tab]'), (tab) => tab.textContent),
  }));

async function popupIn(driver: Driver): Promise<Page> {
  const popup = await driver.openPopup();
  await until(async () => (await seenIn(popup)).tabs.length > 0);
  return popup;
}

test('the texts are those of the browser, and a text that is missing is English', async () => {
  const { popup_memory: missing = '', ...texts } = pseudoTexts(await textsOf('en'));
  const arabic = { ...texts, language: 'ar', common_loading: 'جارٍ التحميل…' };
  const messages = Object.entries(arabic).map(([name, message]) => [name, { message }]);
  await inBrowserOf(
    'ar',
    async (driver) => {
      const popup = await popupIn(driver);
      expect(await seenIn(popup)).toEqual({
        lang: 'ar',
        dir: 'rtl',
        tabs: [pseudo('Now'), pseudo('Instruction'), 'Memory'],
      });
      expect(missing).toBe(pseudo('Memory'));
      const named = 'browser.runtime.getManifest().description';
      expect(await driver.inBackground(named)).toBe(texts['extension_description']);
    },
    async ({ folder }) => {
      await mkdir(join(folder, '_locales/ar'), { recursive: true });
      const text = JSON.stringify(Object.fromEntries(messages));
      await writeFile(join(folder, '_locales/ar/messages.json'), text);
    },
  );
});

test('a browser in a language that Waypoint lacks shows English, from left to right', async () => {
  await inBrowserOf('he', async (driver) => {
    expect(await seenIn(await popupIn(driver))).toEqual({
      lang: 'en',
      dir: 'ltr',
      tabs: ['Now', 'Instruction', 'Memory'],
    });
  });
});

test.each(OTHERS.filter((language) => ['ar', 'pt_BR'].includes(language)))(
  'a browser in %s shows its texts and its document on privacy',
  async (language) => {
    const texts = await shownIn(language);
    const { language: tag = '' } = texts;
    await inBrowserOf(tag, async (driver) => {
      const popup = await popupIn(driver);
      const dir = tag === 'ar' ? 'rtl' : 'ltr';
      const tabs = ['now', 'instruction', 'memory'].map((name) => texts[`popup_${name}`]);
      expect(await seenIn(popup)).toEqual({ lang: tag, dir, tabs });
      const options = await driver.openOptions('privacy');
      const lines = await options.waitForSelector('ul.document');
      const said = await lines?.evaluate(({ lang, dir: way, childElementCount }) => ({
        lang,
        dir: way,
        lines: childElementCount,
      }));
      expect(said).toEqual({ lang: tag, dir, lines: 5 });
    });
  },
);
