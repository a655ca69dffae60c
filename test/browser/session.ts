import { setTimeout as sleep } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import { expect, inject } from 'vitest';
import { createApi, DEMO_KEY, DEMO_ORG, type Api, type StoredMemory } from '../../dev/api/api.ts';
import type { Driver, LaunchOptions } from '../../dev/browser/driver.ts';
import { launch } from '../../dev/browser/launch.ts';
import { unitUrl, type Course, type UnitPlace } from '../../dev/course/courses.ts';
import { openDemoWorld } from '../../dev/world/demo.ts';
import type { World } from '../../dev/world/world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    kind: 'chromium' | 'firefox';
  }
}

const BUILDS = { chromium: '.output/chrome-mv3', firefox: '.output/firefox-mv3' } as const;

/** A learner at a real browser with the shipped build, on real host names; the API is the judge. */
export interface Session {
  readonly kind: 'chromium' | 'firefox';
  readonly api: Api;
  readonly world: World;
  readonly driver: Driver;
  /** A unit in a window of its own, so that it is in front. */
  visit(place: UnitPlace): Promise<Page>;
  open(url: string): Promise<Page>;
  memoryOf(course: Course): StoredMemory | undefined;
  memories(): StoredMemory[];
  /** Requests of the extension to the API that write. */
  writes(): string[];
  close(): Promise<void>;
}

export async function openSession(
  options: Partial<LaunchOptions> & { connected?: boolean } = {},
): Promise<Session> {
  const kind = inject('kind');
  const api = createApi();
  const world = await openDemoWorld(api);
  const { connected = true, ...rest } = options;
  const driver = await launch({
    kind,
    extension: BUILDS[kind],
    proxyPort: world.proxyPort,
    closeOnSignal: false,
    ...rest,
  });
  const session: Session = {
    kind,
    api,
    world,
    driver,
    open: (url) => driver.openPage(url, { type: 'window' }),
    visit: ({ course, unit }) => driver.openPage(unitUrl(course, unit), { type: 'window' }),
    memories: () => api.memories(DEMO_ORG, 'ada'),
    memoryOf: (course) =>
      api.memories(DEMO_ORG, 'ada').find(({ catalogItemId }) => catalogItemId === course.key),
    writes: () =>
      api.log.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
    async close() {
      await driver.close();
      await world.close();
      api.close();
      // Nothing left the browser but to the hosts of the demo, and all of it kept to the contract.
      expect(world.strangers).toEqual([]);
      expect(api.violations).toEqual([]);
    },
  };
  if (connected) {
    const page = await driver.openOptions();
    await connect(page);
    await page.close();
  }
  return session;
}

/** Types the connection into the options page, as a person does, and waits for the answer. */
export async function connect(page: Page, key: string = DEMO_KEY): Promise<void> {
  await type(page, 'School (organization)', DEMO_ORG);
  await type(page, 'Username', 'ada');
  await type(page, 'API key', key);
  await press(page, 'Connect');
  await until(async () => (await textOf(page, 'connection-status')).includes('Connected as ada'));
}

/** Waits until something holds; fails with what it was. */
export async function until(
  holds: () => unknown,
  what = String(holds),
  patience = 30_000,
): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    const now = await holds();
    if (now) return;
    if (Date.now() > end) throw new Error(`Waited ${patience} ms in vain for: ${what}`);
    await sleep(100);
  }
}

/** The text of an element by its test id; '' while it is not there. */
export async function textOf(page: Page, testId: string): Promise<string> {
  return await page.evaluate(
    (id) => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? '',
    testId,
  );
}

/** The control that a label names. */
export async function field(page: Page, label: string): Promise<ElementHandle<HTMLInputElement>> {
  const find = () =>
    page.evaluateHandle((text) => {
      const labels = Array.from(document.querySelectorAll('label'));
      const found = labels.find((one) => one.textContent.trim().startsWith(text));
      return found?.control instanceof HTMLElement ? found.control : null;
    }, label);
  await until(async () => (await find()).asElement() !== null, `a field "${label}"`);
  return (await find()).asElement() as ElementHandle<HTMLInputElement>;
}

export async function type(page: Page, label: string, text: string): Promise<void> {
  const input = await field(page, label);
  await input.evaluate((one) => {
    one.focus();
    one.select();
  });
  await page.keyboard.press('Backspace');
  await input.type(text);
}

/** Presses a button, link, tab or the like by its name. */
export async function press(page: Page, name: string, within = 'body'): Promise<void> {
  const find = () =>
    page.evaluateHandle(
      (text, selector) => {
        const all = document.querySelectorAll<HTMLElement>(
          `${selector} :is(button, a, summary, [role=tab])`,
        );
        const named = (one: HTMLElement) =>
          (one.getAttribute('aria-label') ?? one.textContent).trim() === text;
        const shown = (one: HTMLElement) =>
          one.checkVisibility() && !one.matches(':disabled, [aria-disabled=true]');
        return Array.from(all).find((one) => named(one) && shown(one)) ?? null;
      },
      name,
      within,
    );
  await until(async () => (await find()).asElement() !== null, `a button "${name}"`, 10_000);
  await ((await find()).asElement() as ElementHandle<HTMLElement>).click();
}

/** What the entry of a memory says. */
export const textIn = (memory: StoredMemory | undefined): string => memory?.entries[0]?.value ?? '';
