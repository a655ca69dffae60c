import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../browser/find-browser.ts';
import { textOf, until } from '../browser/page-actions.ts';
import { press } from '../browser/press.ts';
import { openBench } from './controls.ts';
import { median, type Measure } from './table.ts';

const RECORDS = 1000;
const WORDS = 'anatomy 12';

/** Records for each key when its work was done, and when the result was painted (ms). */
const watchKeys = (): void => {
  const keys: { work: number; painted: number }[] = [];
  Reflect.set(globalThis, 'keys', keys);
  document.addEventListener(
    'input',
    ({ timeStamp }) => {
      // Preact renders in microtasks; the browser delivers a message after those.
      const { port1, port2 } = new MessageChannel();
      let work = 0;
      port1.addEventListener('message', () => {
        if (work > 0) {
          keys.push({ work, painted: performance.now() - timeStamp });
          return;
        }
        // Forces style and layout, which count as work.
        document.body.getBoundingClientRect();
        work = performance.now() - timeStamp;
        requestAnimationFrame(() => port2.postMessage(null));
      });
      port1.start();
      port2.postMessage(null);
    },
    { capture: true },
  );
};

interface Key {
  readonly work: number;
  readonly painted: number;
}

/** Types the words key by key and returns the median of the keys. */
async function typeWords(page: Page): Promise<Key> {
  await page.bringToFront();
  await page.$eval('[type=search]', (one) => {
    (one as HTMLInputElement).value = '';
    one.dispatchEvent(new InputEvent('input', { bubbles: true }));
    (one as HTMLInputElement).focus();
  });
  const keysOf = () => page.evaluate(() => Reflect.get(globalThis, 'keys') as Key[]);
  await until(async () => (await keysOf()).length === 1, 'an empty field');
  for (const [i, letter] of Array.from(WORDS).entries()) {
    await page.keyboard.type(letter);
    await until(async () => (await keysOf()).length === i + 2, `a result of key ${i}`);
  }
  const [, ...keys] = await keysOf();
  await page.evaluate(() => ((Reflect.get(globalThis, 'keys') as Key[]).length = 0));
  return {
    work: median(keys.map(({ work }) => work)),
    painted: median(keys.map((k) => k.painted)),
  };
}

/** Measures from a key in the Memory tab's search to its result. The control only echoes. */
export async function search(kind: BrowserKind, rounds: number): Promise<Measure[]> {
  const { api, driver, close } = await openBench(kind);
  try {
    const subjects = ['Algebra', 'Anatomy', 'Chemistry', 'History', 'Statistics'];
    for (let i = 0; i < RECORDS; i += 1) {
      const courseId = `course-v1:DemoU+${subjects[i % subjects.length]}${i}+2026`;
      const visited = Array.from({ length: 10 }, (_, n) => `Unit ${n}: Introdução à ${courseId}`);
      api.seed.edxMemory({ courseId, data: { page: `Week ${i % 9}`, visited } });
    }
    const page = await driver.openPopup();
    await press(page, 'Memory');
    const all = `${RECORDS} courses`;
    await until(async () => (await textOf(page, 'memory-count')) === all, all, 60_000);
    // Waits until the whole list is read.
    await until(() => page.evaluate(() => document.querySelector('progress') === null));
    const echo = await driver.openPopup();
    await echo.evaluate(() => void setTimeout(() => location.assign('/echo.html')));
    await until(() =>
      echo.evaluate(() => document.querySelector('#echo') !== null).catch(() => false),
    );
    await page.evaluate(watchKeys);
    await echo.evaluate(watchKeys);
    // The first words create what is kept for all later ones.
    await typeWords(page);
    await typeWords(echo);
    const ours: Key[] = [];
    const control: Key[] = [];
    for (let i = 0; i < rounds; i += 1) {
      control.push(await typeWords(echo));
      ours.push(await typeWords(page));
    }
    const measure = (name: string, part: keyof Key): Measure => ({
      name,
      control: 'an input that only echoes',
      aim: 16,
      times: ours.map((one) => one[part]),
      controls: control.map((one) => one[part]),
    });
    return [
      measure(`search in ${RECORDS}: keystroke to result, script and layout`, 'work'),
      measure(`search in ${RECORDS}: keystroke to the result's paint`, 'painted'),
    ];
  } finally {
    await close();
  }
}
