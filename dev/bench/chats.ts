import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserKind } from '../browser/find-browser.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { openBench } from './controls.ts';
import { beginTasks } from './tasks.ts';
import type { Measure } from './table.ts';

const ITEMS = 10_000;

/** Returns a long history: 10,000 messages of about 500 characters. */
function history(): string {
  const content = 'A molecule of water is bent, and so it has two ends. "Which?" =1+1 '.repeat(7);
  const began = Date.parse('2026-01-05T10:00:00Z');
  const items = Array.from({ length: ITEMS }, (_, n) => ({
    type: n % 2 === 0 ? 'human' : 'ai',
    content: `${n}: ${content}`,
    timestamp: new Date(began + n * 60_000).toISOString(),
  }));
  return JSON.stringify(items);
}

/** Returns the private memory of all processes of the browser (bytes); NaN without /proc. */
function memoryOf(pid: number): number {
  try {
    const parents = new Map<number, number>();
    for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
      const stat = statOf(name);
      if (stat !== null) parents.set(Number(name), stat);
    }
    const isOurs = (one: number | undefined): boolean =>
      one !== undefined && (one === pid || isOurs(parents.get(one)));
    const ours = [...parents.keys()].filter(isOurs);
    return ours.reduce((sum, one) => sum + privateOf(one), 0);
  } catch {
    return Number.NaN;
  }
}

function statOf(pid: string): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
  } catch {
    return null;
  }
}

function privateOf(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const kilobytes = Array.from(text.matchAll(/^Private_\w+:\s+(\d+) kB/gm), ([, kb]) =>
      Number(kb),
    );
    return 1024 * kilobytes.reduce((sum, kb) => sum + kb, 0);
  } catch {
    return 0;
  }
}

/** Measures the page's longest task and the memory, from "Get my chats" to both files. */
export async function chats(kind: BrowserKind, rounds: number): Promise<Measure[]> {
  const { api, driver, close } = await openBench(kind);
  try {
    const body = history();
    api.faults.add({ path: /downloads\/tasks/, do: { kind: 'body', body } });
    const page = await driver.openOptions();
    const pid = driver.browser.process()?.pid ?? 0;
    const round = async (work: () => Promise<void>): Promise<{ task: number; memory: number }> => {
      await sleep(1_000);
      const before = memoryOf(pid);
      const tasks = await beginTasks(page, kind);
      let peak = before;
      const over = new AbortController();
      const watch = (async () => {
        while (!over.signal.aborted) {
          peak = Math.max(peak, memoryOf(pid));
          await sleep(50);
        }
      })();
      await work();
      over.abort();
      await watch;
      return { task: await tasks(), memory: (peak - before) / 1e6 };
    };
    const get = async (): Promise<void> => {
      await press(page, 'Get my chats');
      const all = '10,000 messages|10000 messages';
      await until(async () => new RegExp(all).test(await textOf(page, 'chat-export')), all);
    };
    const remove = async (): Promise<void> => {
      await press(page, 'Remove it from this browser');
      await until(() => page.evaluate(() => document.querySelector('[data-step=none]') !== null));
    };
    const ours: { task: number; memory: number }[] = [];
    const idle: { task: number; memory: number }[] = [];
    for (let i = 0; i < rounds; i += 1) {
      idle.push(await round(() => sleep(4_000)));
      ours.push(await round(get));
      await remove();
    }
    const size = (body.length / 1e6).toFixed(1);
    const control = 'the same page at rest';
    return [
      {
        name: `chats: ${ITEMS} messages (${size} MB): longest task of the page`,
        control,
        aim: 50,
        times: ours.map(({ task }) => task),
        controls: idle.map(({ task }) => task),
      },
      {
        name: `chats: ${ITEMS} messages (${size} MB): more memory of all processes, at most`,
        control,
        unit: 'MB',
        aim: 100,
        times: ours.map(({ memory }) => memory),
        controls: idle.map(({ memory }) => memory),
      },
    ];
  } finally {
    await close();
  }
}
