import { BUILD_FOLDERS } from '../../../dev/browser/build-folders.ts';
import { launch, type Driver } from '../../../dev/browser/launch.ts';
import type { Api } from '../../../dev/fake-ibl/api.ts';
import { demoHosts, openDemoWorld } from '../../../dev/fake-network/demo-network.ts';
import type { World } from '../../../dev/fake-network/network.ts';

/*
 * One browser for all test files of a process that need no browser of their own, because a start
 * costs more than most files. Each file gets it empty, with a new API.
 */

export interface OpenBrowser {
  readonly world: World;
  readonly driver: Driver;
}

interface Shared extends OpenBrowser {
  isFree: boolean;
}

let shared: Promise<Shared> | undefined;

async function start(kind: 'chromium' | 'firefox', api: Api, pace: number): Promise<Shared> {
  const world = await openDemoWorld(api, { pace });
  const { proxyPort } = world;
  const driver = await launch({ kind, extension: BUILD_FOLDERS[kind], proxyPort });
  return { world, driver, isFree: true };
}

async function empty({ world, driver }: Shared, api: Api, pace: number): Promise<void> {
  const hosts = demoHosts(api, { pace });
  await driver.reset(Object.keys(hosts));
  // Only now: until here the worker may have sent what the file before left waiting.
  world.reset(hosts);
}

/**
 * Returns the shared browser, empty, with this API behind it; null if a session of the file uses it
 * already. A browser that does not start, or cannot be emptied, fails one file; the next file gets
 * another browser.
 */
export async function takeBrowser(
  kind: 'chromium' | 'firefox',
  api: Api,
  pace: number,
): Promise<OpenBrowser | null> {
  const isNew = shared === undefined;
  try {
    const one = await (shared ??= start(kind, api, pace));
    if (!one.isFree) return null;
    one.isFree = false;
    if (!isNew) await empty(one, api, pace);
    return one;
  } catch (error) {
    shared = undefined;
    throw error;
  }
}

export async function giveBack(): Promise<void> {
  const one = await shared;
  if (one) one.isFree = true;
}
