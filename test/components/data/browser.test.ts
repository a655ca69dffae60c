import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import { BROWSER_PATIENCE } from '../../../lib/shared/time-limit.ts';
import { frontTab, isInTab, openForm, send } from '../../../components/data/browser.ts';

/* What the screens ask the background worker, and the browser about themselves. */

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.restoreAllMocks());

const TAB = { index: 0, highlighted: true, active: true, pinned: false, incognito: false };

describe('send', () => {
  const answered = (answer: unknown) => {
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue(answer);
    return send({ type: 'site/look' });
  };

  test.each([null, { origin: 'https://a.example', standing: 'new' }])(
    'returns the reply in the envelope: %j',
    async (reply) => {
      expect(await answered({ reply })).toEqual(reply);
    },
  );

  test.each([undefined, null, {}, { origin: 'https://a.example' }])(
    'rejects if the answer has no envelope: %j',
    async (answer) => {
      await expect(answered(answer)).rejects.toThrow('Nobody answered "site/look".');
    },
  );
});

test('isInTab tells a page in a tab from the popup', async () => {
  const current = vi.spyOn(browser.tabs, 'getCurrent').mockResolvedValue({ ...TAB, id: 1 });
  expect(await isInTab()).toBe(true);
  current.mockResolvedValue(undefined as never);
  expect(await isInTab()).toBe(false);
});

test('if the browser never answers, a page counts as the popup, and the tab in front is unknown', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  vi.spyOn(browser.tabs, 'getCurrent').mockReturnValue(new Promise(() => undefined));
  vi.spyOn(browser.tabs, 'query').mockReturnValue(new Promise(() => undefined));
  const answers = Promise.all([isInTab(), frontTab()]);
  await vi.advanceTimersByTimeAsync(BROWSER_PATIENCE);
  expect(await answers).toEqual([false, null]);
});

test('frontTab returns the active tab of the window that was used last', async () => {
  const query = vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ ...TAB, id: 7 }]);
  expect(await frontTab()).toBe(7);
  expect(query).toHaveBeenCalledWith({ active: true, lastFocusedWindow: true });
  query.mockResolvedValue([]);
  expect(await frontTab()).toBeNull();
});

test('openForm escapes the names in the address of the form', async () => {
  const create = vi.spyOn(browser.tabs, 'create').mockResolvedValue({ ...TAB });
  await openForm({ org: 'a&b=c', username: 'ada' });
  const { url = '' } = create.mock.calls[0]?.[0] ?? {};
  const { pathname, hash, searchParams } = new URL(url);
  expect([pathname, hash]).toEqual(['/options.html', '#school']);
  expect([...searchParams]).toEqual([
    ['org', 'a&b=c'],
    ['username', 'ada'],
  ]);
});
