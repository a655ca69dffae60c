import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/* What the browser loads for the popup, in bytes of gzip, as the store's build has it. */

const BUILD = '.output/chrome-mv3/';
const KB = 1_000;

/** The chunks that these files name, by the words that JavaScript uses for it. */
function reached(start: readonly string[], names: RegExp): Set<string> {
  const found = new Set<string>();
  const look = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, name] of readFileSync(`${BUILD}chunks/${file}`, 'utf8').matchAll(names)) {
      if (name) look(name);
    }
  };
  start.forEach(look);
  return found;
}

function bytes(files: ReadonlySet<string>): number {
  const text = [...files].map((file) => readFileSync(`${BUILD}chunks/${file}`, 'utf8')).join('');
  return gzipSync(text).length;
}

const html = readFileSync(`${BUILD}popup.html`, 'utf8');
const start = [...html.matchAll(/chunks\/([^"]+\.js)/g)].map(([, name]) => name ?? '');
const STATIC = /(?:from|import)\s*["']\.\/([^"']+\.js)["']/g;
const ANY = /["'`](?:\.\/|\/?chunks\/)([\w-]+\.js)["'`]/g;

test('the popup loads at most 40 kB before it shows something', () => {
  expect(start.length).toBeGreaterThan(0);
  expect(bytes(reached(start, STATIC))).toBeLessThanOrEqual(40 * KB);
});

test('with its other tabs, which come when they are wanted, it is at most 48 kB', () => {
  const all = reached(start, ANY);
  expect(all.size).toBeGreaterThan(reached(start, STATIC).size);
  expect(bytes(all)).toBeLessThanOrEqual(48 * KB);
});

test('what makes tables is loaded by the options page alone, apart from it', () => {
  const files = globSync(`${BUILD}**/*.js`);
  const withIt = files.filter((file) => readFileSync(file, 'utf8').includes('escapeFormulae'));
  expect(withIt).toHaveLength(1);
  expect(withIt[0]).toMatch(/assets[\\/]worker-[\w-]+\.js$/);
});
