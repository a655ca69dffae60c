import { BUILD_FOLDERS } from '../../../dev/browser/build-folders.ts';
import { launch, type Driver } from '../../../dev/browser/launch.ts';
import { createApi, type Api } from '../../../dev/fake-ibl/api.ts';
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

async function start(kind: 'chromium' | 'firefox'): Promise<Shared> {
  const world = await openDemoWorld(createApi({ check: false }));
  const { proxyPort } = world;
  const driver = await launch({ kind, extension: BUILD_FOLDERS[kind], proxyPort });
  return { world, driver, isFree: true };
}

/**
 * Returns the shared browser, empty, with this API behind it; null if a session of the file uses it
 * already.
 */
export async function takeBrowser(
  kind: 'chromium' | 'firefox',
  api: Api,
  pace: number,
): Promise<OpenBrowser | null> {
  const isNew = shared === undefined;
  const one = await (shared ??= start(kind));
  if (!one.isFree) return null;
  one.isFree = false;
  const hosts = demoHosts(api, { pace });
  one.world.reset(hosts);
  if (!isNew) await one.driver.reset(Object.keys(hosts));
  return one;
}

export async function giveBack(): Promise<void> {
  const one = await shared;
  if (one) one.isFree = true;
}
