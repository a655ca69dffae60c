import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/*
 * Imports run one way, layer on layer. A folder may import from itself and from what is listed
 * here.
 */
const GROUND = ['lib/shared', 'lib/edx', 'lib/ibl', 'lib/store', 'lib/domain', 'lib/browser.ts'];
const WORDS = ['lib/messages', 'lib/settings-file.ts'];
/** The folders that all jobs of the background worker build on. */
const BASE = ['scheduler', 'state', 'tabs'].map((name) => `lib/background/${name}`);
const SCREENS = [...GROUND, ...WORDS, 'lib/chat-table'];
const KIT = ['components/ui', 'components/data'];

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'lib/shared': [],
  'lib/edx': [],
  'lib/browser.ts': [],
  'lib/ibl': ['lib/shared'],
  'lib/chat-table': ['lib/ibl'],
  'lib/settings-file.ts': ['lib/shared', 'lib/edx', 'lib/ibl'],
  'lib/messages': ['lib/shared', 'lib/edx', 'lib/ibl', 'lib/settings-file.ts'],
  // Stored items are described with the types of places and of the API.
  'lib/store': ['lib/shared', 'lib/edx', 'lib/ibl', 'lib/browser.ts'],
  'lib/domain': [...GROUND, ...WORDS],
  'lib/background/scheduler': [...GROUND],
  'lib/background/state': [...GROUND, 'lib/background/scheduler'],
  'lib/background/tabs': [...GROUND, ...WORDS],
  'lib/background/outbox': [...GROUND, ...WORDS, ...BASE],
  // The jobs and what starts them. The tests for circles decide which job may build on which.
  'lib/background': [...GROUND, ...WORDS],
  'components/data': SCREENS,
  'components/ui': [...SCREENS, 'components/data'],
  components: [...SCREENS, ...KIT],
  'entrypoints/background.ts': ['lib/background', 'lib/browser.ts', 'lib/store'],
  entrypoints: ['components', 'lib/edx', 'lib/messages', 'lib/chat-table'],
};

/** The packages that a folder may use. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'lib/shared': ['zod/mini'],
  'lib/browser.ts': ['webextension-polyfill'],
  'lib/ibl': ['zod/mini'],
  'lib/settings-file.ts': ['zod/mini'],
  'lib/messages': ['zod/mini'],
  'lib/store': ['zod/mini', 'idb-keyval'],
  'lib/domain': ['tldts', '#i18n'],
  'lib/background': ['#i18n'],
  components: ['preact', 'preact/hooks', '@preact/signals', '#i18n', 'marked', 'virtual:licences'],
  'components/ui/words': ['#i18n', '@wxt-dev/i18n'],
  entrypoints: [
    'preact',
    'wxt/utils/define-background',
    'wxt/utils/define-content-script',
    'webextension-polyfill',
  ],
};

const files = globSync('{lib,components,entrypoints}/**/*.{ts,tsx}');
const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
/** Returns the longest of the folders that contain a file. */
const homeIn = (folders: object, path: string) =>
  Object.keys(folders)
    .filter((folder) => under(path, folder))
    .toSorted((one, other) => other.length - one.length)[0];

/** Returns what a file imports: a path from the top of the project, or a package name. */
function importsOf(file: string): { from: string; typeOnly: boolean }[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /^\s*(import|export)\s+(type\s+)?(?:[^'"();]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm,
  );
  return Array.from(found, ([, , type, named, dynamic]) => {
    const from = named ?? dynamic ?? '';
    const path = from.startsWith('.') ? normalize(join(dirname(file), from)) : from;
    return { from: path.replaceAll('\\', '/'), typeOnly: type !== undefined };
  });
}

test('every folder that has a rule has files', () => {
  for (const folder of Object.keys(MAY_IMPORT)) {
    expect(
      files.some((file) => under(file, folder)),
      folder,
    ).toBe(true);
  }
});

test.each(files)('%s imports only from where it may', (file) => {
  const home = homeIn(MAY_IMPORT, file);
  expect(home, 'a rule for its folder').toBeDefined();
  if (home === undefined) return;
  const packages = PACKAGES[homeIn(PACKAGES, file) ?? ''] ?? [];
  const wrong = importsOf(file).filter(({ from }) => {
    // Help and Privacy show documents as they are.
    if (/\.(?:css|md\?raw)$/.test(from)) return !/^(?:components|entrypoints)\//.test(file);
    const isOurs = homeIn(MAY_IMPORT, from) !== undefined;
    const allowed = isOurs ? [home, ...(MAY_IMPORT[home] ?? [])] : packages;
    return !allowed.some((folder) => under(from, folder));
  });
  expect(wrong).toEqual([]);
});

const sources = globSync('{lib,components,entrypoints,dev,test}/**/*.{ts,tsx}');

/** Returns the points of a graph that lie on a circle. */
function circlesIn(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const reach = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(graph.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(graph.get(next) ?? []));
    }
    return seen;
  };
  return [...graph.keys()].filter((one) => reach(one).has(one));
}

/**
 * Returns who imports whom, by file or by what `as` makes of a file. Imports of types count too.
 */
function graphOf(paths: readonly string[], as: (path: string) => string) {
  const known = new Set(paths);
  const graph = new Map<string, Set<string>>();
  for (const path of paths) {
    const targets = graph.get(as(path)) ?? new Set();
    graph.set(as(path), targets);
    for (const { from } of importsOf(path)) {
      if (known.has(from) && as(from) !== as(path)) targets.add(as(from));
    }
  }
  return graph;
}

test('no files import each other in a circle, types counted', () => {
  expect(circlesIn(graphOf(sources, (path) => path))).toEqual([]);
});

test('no folders import each other in a circle', () => {
  expect(circlesIn(graphOf(files, dirname))).toEqual([]);
});

test('no folder holds more than 25 files of its own', () => {
  const count = new Map<string, number>();
  for (const path of globSync('{lib,components,dev,test}/**/*.*')) {
    count.set(dirname(path), (count.get(dirname(path)) ?? 0) + 1);
  }
  expect([...count].filter(([, own]) => own > 25)).toEqual([]);
});

test('no source file has more than 200 lines', () => {
  const long = globSync('{lib,components,entrypoints,dev}/**/*.{ts,tsx}').filter(
    (path) => readFileSync(path, 'utf8').trimEnd().split('\n').length > 200,
  );
  expect(long).toEqual([]);
});

test('the content script contains no polyfill, no zod and nothing outside lib/edx', () => {
  const real = importsOf('entrypoints/edx.content.ts').filter(({ typeOnly }) => !typeOnly);
  const outside = real.filter(
    ({ from }) => !under(from, 'lib/edx') && from !== 'wxt/utils/define-content-script',
  );
  expect(outside).toEqual([]);
});

test('only lib/store/core/storage-area.ts reads and writes storage, where each call has a time limit', () => {
  const named = files.filter((file) => readFileSync(file, 'utf8').includes('browser.storage'));
  // The other files decide who may read the area, listen to its events, and read policies.
  expect(named.toSorted()).toEqual([
    'lib/store/core/access-level.ts',
    'lib/store/core/item.ts',
    'lib/store/core/storage-area.ts',
    'lib/store/policy/read-policy.ts',
    'lib/store/policy/watch-policy.ts',
  ]);
});
