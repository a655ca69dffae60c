import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page, Protocol } from 'puppeteer-core';
import { next } from '../browser/page-actions.ts';
import { connectDriver, openBenchWorld, openBlank, UNIT_URL } from './bench-world.ts';

/** The build in which functions keep their names. */
const READABLE = '.output/chrome-mv3-readable';
export const READABLE_BUILD = 'wxt build --mode readable';

/** Time (µs) between two samples. */
const INTERVAL = 50;
const LOADS = 9;
/** How often Next is pressed after each load, and the time (ms) between two presses. */
const MOVES = 5;
const PACE = 700;
/** Within this time (ms) a page is read and comes to rest. */
const REST = 5_000;
/** Functions that took less (ms) are added up. */
const LEAST = 0.02;

/** The time (ms) of each function of the content script, with what the browser does for it. */
type Times = Map<string, number>;

/** Returns the times of a profile. Leaves out what the page's own scripts did. */
function timesOf({ nodes, samples = [], timeDeltas = [] }: Protocol.Profiler.Profile): Times {
  const times: Times = new Map();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(
    nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  for (const [i, sample] of samples.entries()) {
    const called: string[] = [];
    let name: string | null = null;
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) {
      const { functionName = '', url = '' } = byId.get(id)?.callFrame ?? {};
      if (url.includes('content-scripts')) {
        name = [functionName || '(top level)', ...called.slice(-1)].join(' › ');
        break;
      }
      called.push(functionName);
    }
    if (name !== null) times.set(name, (times.get(name) ?? 0) + (timeDeltas[i] ?? 0) / 1_000);
  }
  return times;
}

async function profiled(session: CDPSession, act: () => Promise<void>): Promise<Times> {
  await session.send('Profiler.start');
  await act();
  return timesOf((await session.send('Profiler.stop')).profile);
}

const sum = (times: Iterable<number>): number => [...times].reduce((all, time) => all + time, 0);

/**
 * Returns a table of the mean times of a third of the runs, those that took least. In the others, the
 * browser's other processes took the processor away meanwhile.
 */
function table(head: string, runs: readonly Times[], steps: number): string {
  const quiet = runs
    .toSorted((a, b) => sum(a.values()) - sum(b.values()))
    .slice(0, Math.ceil(runs.length / 3));
  const names = new Set(quiet.flatMap((times) => [...times.keys()]));
  const rows = [...names].map((name) => {
    const all = sum(quiet.map((times) => times.get(name) ?? 0));
    return { name, time: all / quiet.length / steps };
  });
  const small = rows.filter(({ time }) => time < LEAST);
  const shown = rows.filter(({ time }) => time >= LEAST).toSorted((a, b) => b.time - a.time);
  const line = (name: string, time: number) => `${time.toFixed(2).padStart(7)} ms  ${name}`;
  return [
    `\n${head}: ${sum(rows.map(({ time }) => time)).toFixed(2)} ms`,
    ...shown.map(({ name, time }) => line(name, time)),
    line(`(${small.length} others)`, sum(small.map(({ time }) => time))),
  ].join('\n');
}

/**
 * Returns what Waypoint's functions cost a unit's page: a load, and a move to another unit. The
 * profiler slows them, so compare only profiles. Needs the build that `READABLE_BUILD` makes.
 */
export async function profile(): Promise<string> {
  const world = await openBenchWorld();
  const loads: Times[] = [];
  const moves: Times[] = [];
  const load = async (page: Page) => {
    await page.goto(UNIT_URL);
    await sleep(REST);
  };
  try {
    const driver = await world.launch({ kind: 'chromium', extension: READABLE });
    await connectDriver(driver);
    for (let i = -1; i < LOADS; i += 1) {
      const [page, session] = await openBlank(driver);
      await session.send('Profiler.enable');
      await session.send('Profiler.setSamplingInterval', { interval: INTERVAL });
      const loaded = await profiled(session, () => load(page));
      const moved = await profiled(session, async () => {
        for (let move = 0; move < MOVES; move += 1) {
          await next(page);
          await sleep(PACE);
        }
      });
      if (i >= 0) {
        loads.push(loaded);
        moves.push(moved);
      }
      await page.close();
    }
  } finally {
    await world.close();
  }
  return table('A load', loads, 1) + table('\nA move', moves, MOVES);
}
