import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { createApi, DEMO_KEY, DEMO_ORG, type Api } from '../fake-ibl/api.ts';
import { connect } from '../browser/connect.ts';
import type { Driver } from '../browser/driver.ts';
import type { BrowserKind } from '../browser/find-browser.ts';
import { field, next, textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { launch } from '../browser/launch.ts';
import { demonstration, unitPlaces, unitUrl } from '../fake-openedx/courses.ts';
import { openDemoWorld } from '../fake-network/demo-network.ts';

const OUTPUT = '.output';
const PICTURES = join(OUTPUT, 'demo');
/** Longer (ms) than a place waits before it is sent. */
const NO_MORE = 8_000;
const EXTENSIONS = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' } as const;

export interface Demo {
  readonly api: Api;
  readonly driver: Driver;
  /** The page with the course. */
  readonly page: Page;
  readonly options: Page;
  readonly close: () => Promise<void>;
}

/** Opens the local API, the demo course and a connected browser that shows the first unit. */
export async function openDemo(kind: BrowserKind, headless: boolean): Promise<Demo> {
  mkdirSync(PICTURES, { recursive: true });
  const api = createApi({ database: join(OUTPUT, 'demo.sqlite') });
  api.onWrite(({ entries }) => {
    for (const { value } of entries) console.log(`  → in memory: ${value ?? ''}`);
  });
  const world = await openDemoWorld(api);
  const closing: (() => Promise<unknown> | void)[] = [() => world.close(), () => api.close()];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0)) await step();
  };
  try {
    const profile = join(OUTPUT, `profile-${kind}`);
    // Otherwise, Chromium would run the worker of the last start until the version changes.
    rmSync(join(profile, 'Default', 'Service Worker'), { recursive: true, force: true });
    const driver = await launch({
      kind,
      extension: join(OUTPUT, EXTENSIONS[kind]),
      proxyPort: world.proxyPort,
      headless,
      profile,
      closeOnSignal: false,
    });
    closing.unshift(() => driver.close());
    const options = await connectOnce(driver);
    const [first] = unitPlaces(demonstration);
    if (!first) throw new Error('The demo course is empty.');
    const page = await driver.openPage(unitUrl(demonstration, first.unit));
    return { api, driver, page, options, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Connects unless the kept profile is already connected. */
async function connectOnce(driver: Driver): Promise<Page> {
  const options = await driver.openOptions();
  await until(async () => (await textOf(options, 'connection-status')) !== '');
  const status = await textOf(options, 'connection-status');
  if (!status.includes('Connected as')) {
    console.log(`Connecting as ada of ${DEMO_ORG}, with the key ${DEMO_KEY.slice(0, 8)}…`);
    await connect(options);
  }
  console.log(await textOf(options, 'connection-status'));
  return options;
}

/**
 * Walks the whole course. Waits until every unit is in memory, and checks that units of a timed
 * exam do not arrive. Returns true if all of that holds and nothing broke the contract.
 */
export async function walk({ api, driver, page, options }: Demo): Promise<boolean> {
  const places = unitPlaces(demonstration);
  let well = 0;
  await picture(options, 'options');
  for (const [i, { unit, section, subsection }] of places.entries()) {
    const exam = subsection.examMinutes !== undefined;
    console.log(`${i + 1}/${places.length} ${section.title} › ${subsection.title} › ${unit.title}`);
    // The page of an exam has no Next, so the walk opens the next address.
    const before = places[i - 1]?.subsection;
    if (i > 0 && before?.examMinutes === undefined) await next(page);
    else if (i > 0) await page.goto(unitUrl(demonstration, unit));
    const arrived = await arrives(api, unit.key, exam ? NO_MORE : 40_000);
    if (exam) console.log(arrived ? '  ✗ sent from an exam' : '  an exam: nothing is sent');
    else if (!arrived) console.error('  ✗ did not arrive');
    if (arrived !== exam) well += 1;
    if (i === 0) await picture(page, 'page');
  }
  await pictures(driver, page);
  console.log(`${well} of ${places.length} as it should be. Pictures are in ${PICTURES}.`);
  for (const breach of api.violations) console.error(breach);
  return well === places.length && api.violations.length === 0;
}

async function arrives(api: Api, unitKey: string, patience: number): Promise<boolean> {
  try {
    await until(() => isThere(api, unitKey), unitKey, patience);
    return true;
  } catch {
    return false;
  }
}

function isThere(api: Api, unitKey: string): boolean {
  const memory = api
    .memories(DEMO_ORG, 'ada')
    .find(({ catalogItemId }) => catalogItemId === demonstration.key);
  return memory?.entries.some(({ value }) => value?.includes(`(key "${unitKey}")`)) ?? false;
}

/** Takes pictures of the popup's three tabs after the walk. */
async function pictures(driver: Driver, page: Page): Promise<void> {
  await picture(page, 'page-last');
  const popup = await driver.openPopup();
  await popup.setViewport({ width: 380, height: 480, deviceScaleFactor: 2 });
  await until(async () => (await textOf(popup, 'now-status')).includes('Saved for your mentor'));
  await picture(popup, 'popup-now');
  await press(popup, 'Instruction');
  await field(popup, 'About me');
  await picture(popup, 'popup-instruction');
  await press(popup, 'Memory');
  const row = '[data-testid="memory-row"] [aria-expanded]';
  await until(() => popup.evaluate((found) => document.querySelector(found) !== null, row));
  await popup.click(row);
  await until(() => popup.evaluate(() => document.body.innerText.includes('Continue')), 'Continue');
  await picture(popup, 'popup-memory');
}

async function picture(page: Page, name: string): Promise<void> {
  // Waits until what turns or fades has come to rest.
  await sleep(400);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
