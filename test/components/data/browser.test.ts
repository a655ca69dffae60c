import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import { BROWSER_PATIENCE } from '../../../lib/shared/time-limit.ts';
import {
  frontTab,
  isInTab,
  openForm,
  send,
  uiDirection,
} from '../../../components/data/browser.ts';

/* What the screens ask the background, and the browser about themselves. */

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.restoreAllMocks());

const TAB = { index: 0, highlighted: true, active: true, pinned: false, incognito: false };

describe('an answer of the background', () => {
  const answered = (answer: unknown) => {
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue(answer);
    return send({ type: 'site/look' });
  };

  test.each([null, { origin: 'https://a.example', standing: 'new' }])(
    'is what stands in its envelope: %j',
    async (reply) => {
      expect(await answered({ reply })).toEqual(reply);
    },
  );

  test.each([undefined, null, {}, { origin: 'https://a.example' }])(
    'is none without an envelope: %j',
    async (answer) => {
      await expect(answered(answer)).rejects.toThrow('Nobody answered "site/look".');
    },
  );
});

test('a page knows whether it is in a tab or the popup over one', async () => {
  const current = vi.spyOn(browser.tabs, 'getCurrent').mockResolvedValue({ ...TAB, id: 1 });
  expect(await isInTab()).toBe(true);
  current.mockResolvedValue(undefined as never);
  expect(await isInTab()).toBe(false);
});

test('a browser that never answers leaves the popup a popup, over no known tab', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  vi.spyOn(browser.tabs, 'getCurrent').mockReturnValue(new Promise(() => undefined));
  vi.spyOn(browser.tabs, 'query').mockReturnValue(new Promise(() => undefined));
  const told = Promise.all([isInTab(), frontTab()]);
  await vi.advanceTimersByTimeAsync(BROWSER_PATIENCE);
  expect(await told).toEqual([false, null]);
});

test('the tab in front is the active one of the window that was used last', async () => {
  const query = vi.spyOn(browser.tabs, 'query').mockResolvedValue([{ ...TAB, id: 7 }]);
  expect(await frontTab()).toBe(7);
  expect(query).toHaveBeenCalledWith({ active: true, lastFocusedWindow: true });
  query.mockResolvedValue([]);
  expect(await frontTab()).toBeNull();
});

test('the form is opened with names that are safe in an address', async () => {
  const create = vi.spyOn(browser.tabs, 'create').mockResolvedValue({ ...TAB });
  await openForm({ org: 'a&b=c', username: 'ada' });
  const { url = '' } = create.mock.calls[0]?.[0] ?? {};
  const { pathname, hash, searchParams } = new URL(url);
  expect([pathname, hash]).toEqual(['/options.html', '#connection']);
  expect([...searchParams]).toEqual([
    ['org', 'a&b=c'],
    ['username', 'ada'],
  ]);
});

test.each([
  ['rtl', 'rtl'],
  ['ltr', 'ltr'],
  ['', 'ltr'],
] as const)('a browser that says %j writes from %s', (said, direction) => {
  const ask = vi.spyOn(browser.i18n, 'getMessage').mockReturnValue(said);
  expect(uiDirection()).toBe(direction);
  expect(ask).toHaveBeenCalledWith('@@bidi_dir');
});
