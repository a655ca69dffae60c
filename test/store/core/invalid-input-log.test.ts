import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import {
  addInvalidInputs,
  readInvalidInputs,
  refusalOf,
} from '../../../lib/store/core/invalid-input-log.ts';

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
});

const page = (site: string, at = 0) =>
  refusalOf({ kind: 'page', site }, { kind: 'missing', at: 'type' }, at);

test('the log counts a repeated input and moves it to the top', async () => {
  await addInvalidInputs([page('https://a', 1), page('https://b', 2)]);
  await addInvalidInputs([page('https://a', 3), { ...page('https://a', 4), count: 5 }]);
  expect(await readInvalidInputs()).toEqual([
    { ...page('https://a'), first: 1, last: 4, count: 7 },
    page('https://b', 2),
  ]);
});

test('the log counts inputs as equal if they differ only in what the sender wrote', async () => {
  const reply = (excerpt: string) =>
    refusalOf({ kind: 'server', method: 'GET', path: '/' }, { kind: 'not-json', excerpt }, 0);
  await addInvalidInputs([reply('one'), reply('two')]);
  expect(await readInvalidInputs()).toMatchObject([{ count: 2, issue: { excerpt: 'two' } }]);
});

test('the log keeps the last 100 different inputs', async () => {
  for (let i = 0; i < 130; i += 1) await addInvalidInputs([page(`https://${i}`)]);
  const all = await readInvalidInputs();
  expect(all).toHaveLength(100);
  expect(all[0]).toMatchObject({ source: { site: 'https://129' } });
});

test('two writes at the same time do not lose each other', async () => {
  await Promise.all([addInvalidInputs([page('https://a')]), addInvalidInputs([page('https://b')])]);
  expect(await readInvalidInputs()).toHaveLength(2);
});

test('a damaged log starts again', async () => {
  await browser.storage.local.set({ refused: 'what' });
  expect(await readInvalidInputs()).toEqual([]);
  await addInvalidInputs([page('https://a')]);
  expect(await readInvalidInputs()).toHaveLength(1);
});
