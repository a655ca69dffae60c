import { setTimeout as sleep } from 'node:timers/promises';
import { createApi } from '../fake-ibl/api.ts';
import { next } from '../browser/page-actions.ts';
import { launch, type Driver } from '../browser/launch.ts';
import { demonstration, unitAt, unitUrl } from '../fake-openedx/courses.ts';
import { openDemoWorld } from '../fake-network/demo-network.ts';
import type { Measure } from './table.ts';

/** How often Next is pressed. */
const MOVES = 5;

interface Cost {
  readonly load: number;
  readonly moves: number;
}

/**
 * Returns how long the page's main thread worked (ms): to load a unit and come to rest, and for a
 * few more units.
 */
async function costOf(driver: Driver): Promise<Cost> {
  const { course, unit } = unitAt(demonstration, 0);
  const page = await driver.openPage('about:blank', { type: 'window' });
  const session = await page.createCDPSession();
  await session.send('Performance.enable');
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const start = await worked();
  await page.goto(unitUrl(course, unit));
  await sleep(2_000);
  const loaded = await worked();
  for (let i = 0; i < MOVES; i += 1) {
    await next(page);
    await sleep(700);
  }
  await sleep(1_000);
  const moved = await worked();
  await page.close();
  return { load: loaded - start, moves: moved - loaded };
}

/** Measures what a course page costs with Waypoint, compared with the page without it. */
export async function pageCost(rounds: number): Promise<Measure[]> {
  const api = createApi({ check: false });
  const world = await openDemoWorld(api, { pace: 0 });
  const open = (later: boolean): Promise<Driver> =>
    launch({
      kind: 'chromium',
      extension: '.output/chrome-mv3',
      proxyPort: world.proxyPort,
      closeOnSignal: false,
      later,
    });
  const drivers = await Promise.all([open(false), open(true)]);
  const [withUs, without] = drivers;
  try {
    for (const driver of drivers) await costOf(driver);
    const ours: Cost[] = [];
    const control: Cost[] = [];
    for (let i = 0; i < rounds; i += 1) {
      control.push(await costOf(without));
      ours.push(await costOf(withUs));
    }
    const measure = (name: string, part: keyof Cost): Measure => ({
      name,
      control: 'the same page without Waypoint',
      times: ours.map((one) => one[part]),
      controls: control.map((one) => one[part]),
    });
    return [
      measure('course page: work to load a unit', 'load'),
      measure(`course page: work of ${MOVES} times Next`, 'moves'),
    ];
  } finally {
    await Promise.all(drivers.map((driver) => driver.close()));
    await world.close();
    api.close();
  }
}
