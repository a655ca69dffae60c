import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserKind } from '../browser/find-browser.ts';
import type { Driver } from '../browser/launch.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { openBench } from './controls.ts';
import { beginTasks } from './tasks.ts';
import type { Measure } from './table.ts';

const VISITS = 10_000;
const MEMORIES = 1_000;
const DAYS = 84;

/** Stores a long journal and a long list of memories where Waypoint keeps them. */
export async function fill(driver: Driver): Promise<void> {
  await driver.inBackground(`(async () => {
    const { connections } = await browser.storage.local.get('connections');
    const [{ id }] = connections.data;
    const course = (n) => 'course-v1:DemoU+Course' + n + '+2026';
    const items = {};
    for (let n = 0; n < ${VISITS}; n += 1) {
      const day = n % ${DAYS};
      const seenAt = new Date(Date.UTC(2026, 8, 1 + day, 8, n % 600)).toISOString();
      const key = 'journal:' + seenAt.slice(0, 10);
      items[key] ??= { v: 1, data: [] };
      const block = 'block-v1:DemoU+Course' + n % 9 + '+2026+type@vertical+block@' + n;
      items[key].data.push({
        site: 'https://learning.edx.org', view: 'unit', courseKey: course(n % 9),
        courseTitle: 'Introdução à Química ' + n % 9, sectionTitle: 'Week ' + n % 12,
        subsectionTitle: 'Molecules and bonds', unitTitle: 'Unit ' + n,
        subsectionKey: block.replace('vertical', 'sequential'), unitKey: block,
        url: 'https://learning.edx.org/course/' + course(n % 9) + '/' + block, seenAt,
      });
    }
    const rows = Array.from({ length: ${MEMORIES} }, (_, n) => ({
      courseKey: course(n),
      edx: { id: n, json: JSON.stringify({ visited: Array(10).fill('Unit of ' + course(n)) }), modified: null },
      ours: {
        id: '7d9f3f5e-2f4b-4f0a-9a39-' + String(n).padStart(12, '0'),
        text: 'Studying "Química" (' + course(n) + '). '.repeat(12), modified: null,
      },
    }));
    items['memory:' + id] = { v: 1, data: { rows, foreign: 0, readAt: Date.now() } };
    await browser.storage.local.set(items);
    return null;
  })()`);
}

/** Measures from "Save everything (JSON)" until the file is made, with a long journal and many memories. */
export async function everything(kind: BrowserKind, rounds: number): Promise<Measure[]> {
  const { driver, close } = await openBench(kind);
  try {
    const page = await driver.openOptions();
    // Lets the page open first: what it then reads from the server must not disturb the rounds.
    await until(async () => (await textOf(page, 'everything')) === '');
    await fill(driver);
    await sleep(3_000);
    // The file is made, but not saved.
    await page.evaluate(() => (HTMLAnchorElement.prototype.click = () => undefined));
    const isMade = () =>
      page.evaluate(() => {
        const said = document.querySelector('[data-testid=everything]')?.textContent ?? '';
        return said.includes('MB');
      });
    const round = async (work: () => Promise<void>): Promise<{ task: number; took: number }> => {
      await sleep(1_000);
      const tasks = await beginTasks(page, kind);
      const began = performance.now();
      await work();
      const took = performance.now() - began;
      return { task: await tasks(), took };
    };
    const make = async (): Promise<void> => {
      await press(page, 'Save everything (JSON)', '[aria-labelledby=data-all]');
      await until(isMade, 'a file of some MB');
    };
    const ours: { task: number; took: number }[] = [];
    const idle: { task: number; took: number }[] = [];
    for (let i = 0; i < rounds; i += 1) {
      idle.push(await round(() => sleep(2_000)));
      ours.push(await round(make));
    }
    const what = `everything: ${VISITS} visits, ${MEMORIES} memories`;
    return [
      {
        name: `${what}: longest task of the page`,
        control: 'the same page at rest',
        aim: 50,
        times: ours.map(({ task }) => task),
        controls: idle.map(({ task }) => task),
      },
      {
        name: `${what}: from the press to the file`,
        control: 'a rest of 2 s',
        aim: 2_000,
        times: ours.map(({ took }) => took),
        controls: idle.map(({ took }) => took),
      },
    ];
  } finally {
    await close();
  }
}
