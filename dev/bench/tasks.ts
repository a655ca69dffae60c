import type { Page } from 'puppeteer-core';
import type { BrowserKind } from '../browser/find-browser.ts';

/** Records the longest time (ms) that the page's thread kept a due timer waiting. */
const watchTasks = (): void => {
  const tasks = { longest: 0 };
  Reflect.set(globalThis, 'tasks', tasks);
  /** The least delay (ms) that browsers give to a chain of timers. */
  const least = 4;
  let last = performance.now();
  const turn = (): void => {
    const now = performance.now();
    tasks.longest = Math.max(tasks.longest, now - last - least);
    last = now;
    if (Reflect.get(globalThis, 'tasks') === tasks) setTimeout(turn);
  };
  setTimeout(turn);
};

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * Begins to watch the tasks of the page's thread. The returned function returns the longest task so
 * far (ms). Chromium reports how long each task itself worked, whatever else the machine did;
 * Firefox only how long it took.
 */
export async function beginTasks(page: Page, kind: BrowserKind): Promise<() => Promise<number>> {
  if (kind === 'firefox') {
    await page.evaluate(watchTasks);
    return () =>
      page.evaluate(() => (Reflect.get(globalThis, 'tasks') as { longest: number }).longest);
  }
  await page.tracing.start({ categories: ['disabled-by-default-devtools.timeline'] });
  return async () => {
    const trace = new TextDecoder().decode(await page.tracing.stop());
    const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] };
    const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
    const main = new Set(
      traceEvents
        .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
        .map(threadOf),
    );
    const tasks = traceEvents.filter((one) => one.name === 'RunTask' && main.has(threadOf(one)));
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur / 1000));
  };
}
