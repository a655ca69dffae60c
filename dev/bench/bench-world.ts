import type { CDPSession, Page } from 'puppeteer-core';
import { connect } from '../browser/connect.ts';
import type { LaunchOptions } from '../browser/driver.ts';
import { launch, type Driver } from '../browser/launch.ts';
import { createApi, type Api } from '../fake-ibl/api.ts';
import { openDemoWorld } from '../fake-network/demo-network.ts';
import { demonstration, unitAt, unitUrl } from '../fake-openedx/courses.ts';

/** The demo sites and the API, in which a bench opens browsers. */
export interface BenchWorld {
  readonly api: Api;
  /** Starts a browser, in which Waypoint is not connected. */
  launch(options: Omit<LaunchOptions, 'proxyPort' | 'closeOnSignal'>): Promise<Driver>;
  /** Closes the browsers too. */
  close(): Promise<void>;
}

export async function openBenchWorld(): Promise<BenchWorld> {
  const api = createApi({ check: false });
  const world = await openDemoWorld(api, { pace: 0 });
  const started: Promise<Driver>[] = [];
  return {
    api,
    launch: (options) => {
      const driver = launch({ ...options, proxyPort: world.proxyPort, closeOnSignal: false });
      started.push(driver);
      return driver;
    },
    close: async () => {
      await Promise.allSettled(started.map(async (driver) => (await driver).close()));
      await world.close();
      api.close();
    },
  };
}

export async function connectDriver(driver: Driver): Promise<void> {
  const options = await driver.openOptions();
  await connect(options);
  await options.close();
}

/** Opens an empty page in a window of its own, and a session for the DevTools protocol. */
export async function openBlank(driver: Driver): Promise<[Page, CDPSession]> {
  const page = await driver.openPage('about:blank', { type: 'window' });
  return [page, await page.createCDPSession()];
}

const { course, unit } = unitAt(demonstration, 0);
/** The address of the unit's page that benches load. */
export const UNIT_URL = unitUrl(course, unit);
