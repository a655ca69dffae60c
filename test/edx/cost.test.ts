// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://learning.edx.org/"}
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openEdx } from '../../lib/edx/open-edx.ts';
import { follow, type PageMessage } from '../../lib/edx/page-reporter.ts';
import {
  alive,
  change,
  clearUnit,
  closePage,
  drawCourse,
  drawUnit,
  go,
  openPage,
  ROOT,
  sequential,
  setTitle,
  unitPath,
  vertical,
} from './page.ts';

beforeEach(openPage);
afterEach(closePage);

const UNITS = 1_000;
const IN_ONE_LESSON = 5;

test('a thousand units cost at most two messages each, one observer, and nothing in between', async () => {
  const messages: PageMessage[] = [];
  const Observer = vi.fn(MutationObserver);
  vi.stubGlobal('MutationObserver', Observer);
  const listening = vi.spyOn(EventTarget.prototype, 'addEventListener');
  const timers = vi.spyOn(window, 'setTimeout');
  drawCourse();
  const end = follow(window, openEdx, {
    send: async (message) => {
      messages.push(message);
      return 'read';
    },
    listen: () => () => undefined,
    alive: () => true,
  });
  await vi.advanceTimersByTimeAsync(20_000);
  const [listeners, first] = [listening.mock.calls.length, messages.length];
  timers.mockClear();

  let most = 0;
  const pass = async (ms: number): Promise<void> => {
    most = Math.max(most, alive());
    await vi.advanceTimersByTimeAsync(ms);
  };
  for (let unit = 0; unit < UNITS; unit += 1) {
    const lesson = `s${Math.floor(unit / IN_ONE_LESSON)}`;
    if (unit % IN_ONE_LESSON === 0) {
      go(`${ROOT}/${sequential(lesson)}/first`);
      await pass(46);
      change(clearUnit);
      change(() => setTitle(`Lesson ${lesson}`, 'Week'));
      await pass(200);
    }
    go(unitPath(lesson, `u${unit}`));
    await pass(40);
    change(() => drawUnit(vertical(`u${unit}`), `Unit ${unit}`));
    await pass(300);
    expect(alive()).toBe(0);
  }

  const reports = messages.length - first;
  // The first unit of each lesson is reported twice, because its names become certain a little
  // later.
  expect(reports).toBe(UNITS + UNITS / IN_ONE_LESSON);
  expect(Observer).toHaveBeenCalledTimes(1);
  expect(listening).toHaveBeenCalledTimes(listeners);
  // The observer and one timer.
  expect(most).toBeLessThanOrEqual(2);
  expect(timers.mock.calls.length / UNITS).toBeLessThan(8);

  const looked = messages.length;
  timers.mockClear();
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect([messages.length, timers.mock.calls.length, alive()]).toEqual([looked, 0, 0]);
  end();
});
