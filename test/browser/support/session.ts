import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { expect, inject } from 'vitest';
import { BUILD_FOLDERS } from '../../../dev/browser/build-folders.ts';
import { createApi, DEMO_ORG, type Api, type StoredMemory } from '../../../dev/fake-ibl/api.ts';
import type { Driver, LaunchOptions } from '../../../dev/browser/driver.ts';
import { connect } from '../../../dev/browser/connect.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { launch } from '../../../dev/browser/launch.ts';
import { unitAt, unitUrl, type Course, type UnitPlace } from '../../../dev/fake-openedx/courses.ts';
import type { CourseSettings } from '../../../dev/fake-openedx/server.ts';
import { openDemoWorld } from '../../../dev/fake-network/demo-network.ts';
import { DEFAULT_BASE } from '../../../lib/ibl/account/hosts.ts';
import type { World } from '../../../dev/fake-network/network.ts';
import { giveBack, takeBrowser, type OpenBrowser } from './shared-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    kind: 'chromium' | 'firefox';
  }
}

/** How long a test waits to see that nothing is sent (ms): longer than a place waits. */
export const NO_MORE = 8_000;

/** The host of the API that Waypoint uses when the learner names no other. */
export const API_HOST = new URL(DEFAULT_BASE).host;

/**
 * A learner in a real browser with the shipped build, on real host names. The API judges the
 * result.
 */
export interface Session {
  readonly kind: 'chromium' | 'firefox';
  readonly api: Api;
  readonly world: World;
  readonly driver: Driver;
  /** Opens a unit in its own window, so that it is in front. */
  visit(place: UnitPlace): Promise<Page>;
  open(url: string): Promise<Page>;
  memoryOf(course: Course): StoredMemory | undefined;
  /** Returns a check whether the memory of a course contains its n-th unit. */
  says(course: Course, n: number): () => boolean;
  memories(): StoredMemory[];
  /** Returns whether nothing waits to be sent or deleted. */
  readonly isAtRest: () => Promise<boolean>;
  /** Returns the extension's requests to the API that write. */
  writes(): string[];
  /**
   * Closes everything, once. Fails if the browser asked a host outside the demo, or if a request
   * broke the contract of the API.
   */
  close(): Promise<void>;
}

export interface SessionOptions extends Partial<LaunchOptions>, CourseSettings {
  /** Whether Waypoint is connected to the demo's school first. Default: true. */
  readonly connected?: boolean;
  /** Whether the file gets a browser of its own, which no file used before. Default: false. */
  readonly ownBrowser?: boolean;
  /** The API of another session, for a second device of the same learner. */
  readonly api?: Api;
}

export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const kind = inject('kind');
  const { connected = true, pace = 1, ownBrowser = false, api = createApi(), ...rest } = options;
  const isOwn = options.api === undefined;
  const mayShare = isOwn && !ownBrowser && Object.keys(rest).length === 0;
  const taken = mayShare ? await takeBrowser(kind, api, pace) : null;
  const { world, driver } = taken ?? (await openBrowser(kind, api, pace, rest));
  const close = async (): Promise<void> => {
    if (taken) await giveBack();
    else {
      await driver.close();
      await world.close();
    }
    if (isOwn) api.close();
    expect(world.strangers).toEqual([]);
    expect(api.violations).toEqual([]);
  };
  let closing: Promise<void> | null = null;
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
    isAtRest: () => driver.inBackground(AT_REST),
    says: (course, n) => () =>
      textIn(session.memoryOf(course)).includes(`(key "${unitAt(course, n).unit.key}")`),
    writes: () =>
      api.log
        .filter(({ method }) => method !== 'GET')
        .map(({ method, path }) => `${method} ${path}`),
    close: () => (closing ??= close()),
  };
  try {
    if (connected) await connectFirst(driver);
  } catch (error) {
    await session.close().catch(() => undefined);
    throw error;
  }
  return session;
}

async function connectFirst(driver: Driver): Promise<void> {
  const page = await driver.openOptions();
  await connect(page);
  await page.close();
}

async function openBrowser(
  kind: 'chromium' | 'firefox',
  api: Api,
  pace: number,
  options: Partial<LaunchOptions>,
): Promise<OpenBrowser> {
  const world = await openDemoWorld(api, { pace });
  const driver = await launch({
    kind,
    extension: BUILD_FOLDERS[kind],
    proxyPort: world.proxyPort,
    closeOnSignal: false,
    ...options,
  });
  return { world, driver };
}

const AT_REST = `chrome.storage.local.get().then((all) =>
  Object.entries(all).every(([key, { data }]) =>
    (!key.startsWith('record:') || data.pending.length === 0) &&
    (key !== 'deletes' || data.length === 0)))`;

/** Returns the text of a memory's entry, or ''. */
export const textIn = (memory: StoredMemory | undefined): string => memory?.entries[0]?.value ?? '';

/** Waits until the page and its frame show this unit. */
export async function shows(page: Page, unitKey: string): Promise<void> {
  const there = () =>
    page.evaluate(
      (key) =>
        location.pathname.endsWith(key) &&
        document.querySelector<HTMLIFrameElement>('#unit-iframe')?.src.includes(key) === true,
      unitKey,
    );
  await until(there, unitKey);
}

/** Does something, and checks that the memory of a course stays as it was. */
export async function savesNothing(
  session: Session,
  course: Course,
  work: () => Promise<unknown>,
): Promise<void> {
  const before = session.memoryOf(course);
  await work();
  await sleep(NO_MORE);
  expect(session.memoryOf(course)).toEqual(before);
}
