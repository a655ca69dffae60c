import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/*
 * The size of what the browser loads for the popup, in bytes of gzip, in the build for the store.
 */

const BUILD = '.output/chrome-mv3/';
const KB = 1_000;

/** Returns the chunks that these files name with the given syntax, directly or through others. */
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

test('the popup loads at most 34 kB before it shows something', () => {
  expect(start.length).toBeGreaterThan(0);
  expect(bytes(reached(start, STATIC))).toBeLessThanOrEqual(34 * KB);
});

/**
 * Loads for the few learners on a page of their school's own domain: see
 * lib/domain/registrable-domain.ts.
 */
const SUFFIXES = /^registrable-/;
/** Loads only over a page of ibl.ai, or when a sign-in ends. */
const SIGN_IN = /^(?:sign-in|connect-text)-/;
/**
 * A course that was opened in the list, three dialogs, the ideas beside the Instruction, what only
 * few learners see in each tab, and what the Now tab shows on a page without a place or after the
 * first place. Each loads on demand.
 */
const ASKED = /^(?:later-parts|pause-dialog|dialog)-/;

/** Returns everything that the popup can load, except these. */
const allBut = (...others: readonly RegExp[]) =>
  new Set([...reached(start, ANY)].filter((name) => !others.some((one) => one.test(name))));

test('the popup has at most 44 kB with its other tabs, which load on demand', () => {
  const all = allBut(SUFFIXES, SIGN_IN, ASKED);
  expect(all.size).toBeGreaterThan(reached(start, STATIC).size);
  expect(bytes(all)).toBeLessThanOrEqual(44 * KB);
});

test('the popup has at most 48 kB with everything that can be opened in it', () => {
  const all = allBut(SUFFIXES, SIGN_IN);
  expect(all.size).toBeGreaterThan(allBut(SUFFIXES, SIGN_IN, ASKED).size);
  expect(bytes(all)).toBeLessThanOrEqual(48 * KB);
});

test('the public suffix list loads alone and last, and has at most 50 kB', () => {
  const suffixes = [...reached(start, ANY)].filter((name) => SUFFIXES.test(name));
  expect(suffixes).toHaveLength(1);
  expect(reached(start, STATIC)).not.toContain(suffixes[0]);
  expect(bytes(new Set(suffixes))).toBeLessThanOrEqual(50 * KB);
});

test('only the options page loads the code that makes tables, as a separate file', () => {
  const files = globSync(`${BUILD}**/*.js`);
  const withIt = files.filter((file) => readFileSync(file, 'utf8').includes('session details'));
  expect(withIt).toHaveLength(1);
  expect(withIt[0]).toMatch(/assets[\\/]table.worker-[\w-]+\.js$/);
});
