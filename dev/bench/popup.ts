import type { BrowserKind } from '../browser/find-browser.ts';
import { until } from '../browser/page-actions.ts';
import { demonstration, unitAt, unitUrl } from '../fake-openedx/courses.ts';
import { openBench } from './controls.ts';
import type { Measure } from './table.ts';

/**
 * Records when the page's status was painted (ms), since it was opened and since its script could
 * start. Runs before everything else in the page.
 */
const watchPaint = (): void => {
  const look = (): void => {
    if (document.querySelector('[data-kind="saved"]') === null) {
      requestAnimationFrame(look);
      return;
    }
    // The paint follows a frame's callbacks; the browser delivers a message after the paint.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        const now = performance.now();
        Reflect.set(globalThis, 'painted', {
          opened: now,
          script: now - (load?.domInteractive ?? 0),
        });
      });
      port1.start();
      port2.postMessage(null);
    });
  };
  requestAnimationFrame(look);
};

interface Painted {
  readonly opened: number;
  readonly script: number;
}

/**
 * Measures the time to the stored place, from the popup's script and from its opening. The control
 * is an empty page.
 */
export async function popup(kind: BrowserKind, rounds: number): Promise<Measure[]> {
  const { api, driver, close } = await openBench(kind);
  try {
    const { course, unit } = unitAt(demonstration, 1);
    await driver.openPage(unitUrl(course, unit), { type: 'window' });
    await until(() => api.log.some(({ method, path }) => method === 'POST' && /memor/.test(path)));
    await until(async () => {
      const stored = await driver.inBackground<string>(
        'browser.storage.local.get().then(JSON.stringify)',
      );
      return /"lastSent":\{/.test(stored);
    });
    const page = await driver.openPopup();
    await page.setViewport({ width: 380, height: 600 });
    await page.evaluateOnNewDocument(watchPaint);
    const load = async (file: string): Promise<Painted> => {
      await page.evaluate((to) => void setTimeout(() => location.assign(to)), `/${file}`);
      const painted = () =>
        page
          .evaluate(
            (name) =>
              location.pathname === `/${name}`
                ? (Reflect.get(globalThis, 'painted') as Painted)
                : null,
            file,
          )
          .catch(() => null);
      await until(painted, `${file} to be painted`);
      const found = await painted();
      if (!found) throw new Error(`${file} went away.`);
      // Removes the value, so that the next load waits for its own.
      await page.evaluate(() => void Reflect.deleteProperty(globalThis, 'painted'));
      return found;
    };
    // The first loads fill the caches.
    await load('empty.html');
    await load('popup.html');
    const ours: Painted[] = [];
    const empty: Painted[] = [];
    for (let i = 0; i < rounds; i += 1) {
      empty.push(await load('empty.html'));
      ours.push(await load('popup.html'));
    }
    const measure = (name: string, part: keyof Painted, aim?: number): Measure => ({
      name,
      control: 'an empty page with the same CSS',
      ...(aim === undefined ? {} : { aim }),
      times: ours.map((one) => one[part]),
      controls: empty.map((one) => one[part]),
    });
    return [
      measure('popup: script to first paint from the store', 'script', 100),
      measure('popup: opened to first paint from the store', 'opened'),
    ];
  } finally {
    await close();
  }
}
