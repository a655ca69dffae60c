// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://learning.edx.org/"}
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import script from '../../entrypoints/edx.content.ts';
import { EDX_HOSTS } from '../../lib/edx/sites/hosts.ts';
import { alive, closePage, openPage } from './page.ts';

type Listener = (message: unknown, sender: unknown, answer: (say: unknown) => void) => unknown;

const listeners = new Set<Listener>();
const sendMessage = vi.fn<(message: unknown) => Promise<unknown>>();
const runtime = {
  id: 'waypoint',
  sendMessage,
  onMessage: {
    addListener: (listener: Listener) => listeners.add(listener),
    removeListener: (listener: Listener) => listeners.delete(listener),
  },
};

beforeEach(() => {
  openPage();
  vi.stubGlobal('browser', undefined);
  vi.stubGlobal('chrome', { runtime });
  sendMessage.mockReset().mockResolvedValue('read');
});
afterEach(closePage);

const run = async (): Promise<void> => {
  // Passes no context, because the script does not use the one that WXT hands over.
  await Reflect.apply(script.main, script, []);
  await vi.advanceTimersByTimeAsync(100);
};

test('the content script runs in top frames of followed sites, without telling the page', () => {
  expect(script).toMatchObject({
    matches: EDX_HOSTS.map((host) => `https://${host}/*`),
    noScriptStartedPostMessage: true,
  });
  expect(script).not.toHaveProperty('allFrames');
});

test('one copy at a time talks to the background until the extension is gone', async () => {
  await run();
  expect(sendMessage.mock.calls).toEqual([
    [{ type: 'page/hello' }],
    [{ type: 'page/report', report: { kind: 'none' } }],
  ]);
  await run();
  expect(listeners.size).toBe(1);
  expect(sendMessage).toHaveBeenCalledTimes(4);
  const answer = vi.fn<(say: unknown) => void>();
  for (const listener of listeners) listener({ type: 'page/ask' }, {}, answer);
  expect(answer.mock.calls).toEqual([
    [{ at: 'https://learning.edx.org/', report: { kind: 'none' } }],
  ]);
  vi.stubGlobal('chrome', {});
  window.dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(5_000);
  window.dispatchEvent(new Event('focus'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect([sendMessage.mock.calls.length, alive()]).toEqual([4, 0]);
});
