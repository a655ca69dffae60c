import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';

/** Stands for localStorage of a page, which can be written at once. */
const page = new Map<string, string>();
vi.stubGlobal('localStorage', {
  getItem: (key: string) => page.get(key) ?? null,
  setItem: (key: string, value: string) => void page.set(key, value),
  removeItem: (key: string) => void page.delete(key),
});
const { readDrafts, removeDrafts, rescueDrafts, writeDraft } =
  await import('../../../lib/store/items/drafts.ts');

const ID = 'one';
const KEY = 'draft:one:about_user';
const DRAFT = { text: 'I study at night.', base: 'I study.' };

beforeEach(() => {
  fakeBrowser.reset();
  page.clear();
});

/** A draft as it is stored, letter by letter. */
const VERSION_1 = { v: 1, data: DRAFT };

test('a draft of version 1 is written in the same form', async () => {
  await writeDraft(ID, 'about_user', DRAFT);
  expect(await browser.storage.local.get(KEY)).toEqual({ [KEY]: VERSION_1 });
});

test('a draft that a closed page could not write is stored once', async () => {
  page.set(`at-hand:${KEY}`, JSON.stringify(VERSION_1));
  await rescueDrafts(ID);
  expect(await readDrafts(ID)).toEqual({ about_user: DRAFT });
  expect(page.size).toBe(0);
});

test('reading alone does not store a draft that another screen may still be writing', async () => {
  page.set(`at-hand:${KEY}`, JSON.stringify(VERSION_1));
  expect(await readDrafts(ID)).toEqual({});
  expect(page.size).toBe(1);
});

test('a removed draft does not come back', async () => {
  await writeDraft(ID, 'about_user', DRAFT);
  page.set(`at-hand:${KEY}`, JSON.stringify(VERSION_1));
  await removeDrafts(ID, ['about_user']);
  await rescueDrafts(ID);
  expect(await readDrafts(ID)).toEqual({});
});
