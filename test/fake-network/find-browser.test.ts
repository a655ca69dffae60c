import type * as FileSystem from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { findBrowser } from '../../dev/browser/find-browser.ts';

/** Whether the disk of this machine has no browser where installers put them. */
const disk = vi.hoisted(() => ({ bare: false }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  return { ...fs, existsSync: (path: string) => !disk.bare && fs.existsSync(path) };
});

afterEach(() => {
  disk.bare = false;
  vi.unstubAllEnvs();
});

test('a browser that is named is used', () => {
  vi.stubEnv('CHROME_PATH', process.execPath);
  vi.stubEnv('FIREFOX_PATH', process.execPath);
  expect(findBrowser('chromium')).toBe(process.execPath);
  expect(findBrowser('firefox')).toBe(process.execPath);
});

test('a browser that is named and missing is reported in one sentence', () => {
  vi.stubEnv('CHROME_PATH', '/nowhere/chrome');
  expect(() => findBrowser('chromium')).toThrow(
    'CHROME_PATH names /nowhere/chrome, but there is no such file.',
  );
});

test('the report says what to do when there is no browser and no way to install one', () => {
  disk.bare = true;
  vi.stubEnv('PATH', '');
  vi.stubEnv('FIREFOX_PATH', '');
  expect(() => findBrowser('firefox')).toThrow(
    'Firefox was not found: install it, or set FIREFOX_PATH to its program file.',
  );
});
