import { setTimeout as sleep } from 'node:timers/promises';
import { BUILD_FOLDERS } from '../browser/build-folders.ts';
import type { Driver } from '../browser/launch.ts';
import { next } from '../browser/page-actions.ts';
import { connectDriver, openBenchWorld, openBlank, UNIT_URL } from './bench-world.ts';
import { emptyExtension, leastExtension } from './control-extensions.ts';
import { median, type Measure } from './table.ts';

/** How often a unit is loaded: a load varies more than a move. */
const LOADS = 3;
/** How often Next is pressed, and the time (ms) between two presses. */
const MOVES = 10;
const PACE = 700;
/** Within this time (ms) Waypoint reads the page, asks the page once more and sends the place. */
const REST = 7_000;

/** What the page's main thread worked (ms), and what its heap holds after a collection (kB). */
interface Cost {
  readonly script: number;
  readonly task: number;
  readonly heap: number;
}
interface Costs {
  readonly load: Cost;
  /** The cost of one move. */
  readonly move: Omit<Cost, 'heap'>;
}

/** Loads a unit, and then moves on `moves` times. */
async function visit(driver: Driver, moves: number): Promise<Costs> {
  const [page, session] = await openBlank(driver);
  // Counts the time of the processor only. The extension's own process, which works at the same
  // time, does not count, and neither does the rest of the machine.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async (): Promise<Cost> => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    return {
      script: 1_000 * of('ScriptDuration'),
      task: 1_000 * of('TaskDuration'),
      heap: of('JSHeapUsedSize') / 1_000,
    };
  };
  const start = await now();
  await page.goto(UNIT_URL);
  await sleep(REST);
  const loaded = await now();
  for (let i = 0; i < moves; i += 1) {
    await next(page);
    await sleep(PACE);
  }
  if (moves > 0) await sleep(REST);
  const moved = await now();
  await page.close();
  return {
    load: {
      script: loaded.script - start.script,
      task: loaded.task - start.task,
      heap: loaded.heap,
    },
    move: {
      script: (moved.script - loaded.script) / moves,
      task: (moved.task - loaded.task) / moves,
    },
  };
}

/** Returns what the page costs to load a unit and come to rest, and what one more unit costs. */
async function costsOf(driver: Driver): Promise<Costs> {
  const { load, move } = await visit(driver, MOVES);
  const loads = [load];
  while (loads.length < LOADS) loads.push((await visit(driver, 0)).load);
  const of = (name: keyof Cost): number => median(loads.map((one) => one[name]));
  return { load: { script: of('script'), task: of('task'), heap: of('heap') }, move };
}

/**
 * Measures a course page four times, in turn: without an extension, with an empty one, with one that
 * does the least with which a page can be read, and with Waypoint, which is connected. The control of
 * a measure is the empty extension, because the browser makes every extension's script a world of its
 * own.
 */
export async function pageCost(rounds: number): Promise<Measure[]> {
  const world = await openBenchWorld();
  const extension = BUILD_FOLDERS.chromium;
  const kind = 'chromium';
  try {
    const drivers = await Promise.all([
      world.launch({ kind, extension, later: true }),
      world.launch({ kind, extension: emptyExtension(extension), firstRun: true }),
      world.launch({ kind, extension: leastExtension(extension), firstRun: true }),
      world.launch({ kind, extension }),
    ]);
    const [, , , ours] = drivers;
    await connectDriver(ours);
    const all: Costs[][] = drivers.map(() => []);
    for (let i = -1; i < rounds; i += 1) {
      for (const [n, driver] of drivers.entries()) {
        const costs = await costsOf(driver);
        if (i >= 0) all[n]?.push(costs);
      }
    }
    const measure = (
      name: string,
      of: (costs: Costs) => number,
      more: { aim: number; unit?: 'kB' },
    ): Measure => {
      const [nothing = [], empty = [], least = [], waypoint = []] = all.map((costs) =>
        costs.map(of),
      );
      const unit = more.unit ?? 'ms';
      const said = (values: readonly number[]) => `${median(values).toFixed(1)} ${unit}`;
      return {
        name,
        control: `an empty extension (nothing: ${said(nothing)}; the least that reads: ${said(least)})`,
        times: waypoint,
        controls: empty,
        ...more,
        isMore: true,
      };
    };
    return [
      measure('page: script to load a unit', ({ load }) => load.script, { aim: 2 }),
      measure('page: all tasks to load a unit', ({ load }) => load.task, { aim: 2 }),
      measure('page: heap', ({ load }) => load.heap, { aim: 100, unit: 'kB' }),
      measure('page: script of a move', ({ move }) => move.script, { aim: 1 }),
      measure('page: all tasks of a move', ({ move }) => move.task, { aim: 1 }),
    ];
  } finally {
    await world.close();
  }
}
