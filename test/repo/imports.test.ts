import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/* Imports run one way: entrypoints -> components -> lib; in lib, sync -> ibl, store, edx. Where a
 * file may import from, by the folder it is in. */
const WORKER = [
  'lib/background',
  'lib/domain',
  'lib/shared/tell-engineer.ts',
  'lib/store',
  'lib/edx',
  'lib/ibl',
  'lib/shared/journal-retention.ts',
  'lib/shared/time-limit.ts',
  'lib/messages',
  'lib/settings-file.ts',
  'lib/shared/validation-issue.ts',
  'lib/shared/clean-title.ts',
  'lib/browser.ts',
  'lib/shared/unless-aborted.ts',
];

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'lib/shared/schema.ts': [],
  'lib/shared/validation-issue.ts': ['lib/shared/schema.ts'],
  'lib/domain/registrable-domain.ts': [],
  'lib/shared/clean-title.ts': [],
  'lib/shared/time-limit.ts': [],
  'lib/shared/unless-aborted.ts': [],
  'lib/settings-file.ts': [
    'lib/edx',
    'lib/ibl',
    'lib/shared/journal-retention.ts',
    'lib/shared/validation-issue.ts',
    'lib/shared/clean-title.ts',
  ],
  'lib/shared/journal-retention.ts': [],
  'lib/edx': ['lib/edx'],
  'lib/ibl': [
    'lib/ibl',
    'lib/shared/schema.ts',
    'lib/shared/validation-issue.ts',
    'lib/shared/clean-title.ts',
    'lib/shared/unless-aborted.ts',
  ],
  'lib/chat-table': ['lib/chat-table', 'lib/ibl'],
  'lib/shared/tell-engineer.ts': [],
  // What is stored is described in the words of places and of the API.
  'lib/store': [
    'lib/store',
    'lib/edx',
    'lib/ibl',
    'lib/shared/schema.ts',
    'lib/shared/journal-retention.ts',
    'lib/shared/time-limit.ts',
    'lib/shared/validation-issue.ts',
    'lib/browser.ts',
  ],
  'lib/domain': WORKER,
  'lib/background': WORKER,
  'lib/messages': [
    'lib/messages',
    'lib/edx',
    'lib/ibl',
    'lib/shared/journal-retention.ts',
    'lib/settings-file.ts',
    'lib/shared/clean-title.ts',
  ],
  'components/data/browser.ts': ['lib/messages', 'lib/browser.ts', 'lib/shared/time-limit.ts'],
  'lib/browser.ts': [],
  components: [
    'components',
    'lib/chat-table',
    'lib/background',
    'lib/domain',
    'lib/store',
    'lib/edx',
    'lib/ibl',
    'lib/shared/journal-retention.ts',
    'lib/messages',
    'lib/settings-file.ts',
    'lib/shared/validation-issue.ts',
    'lib/domain/registrable-domain.ts',
    'components/data/browser.ts',
  ],
  entrypoints: ['entrypoints', 'components', 'lib'],
};

/** Packages that a folder may use beside those that every folder may. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'lib/shared/time-limit.ts': [],
  'lib/shared/unless-aborted.ts': [],
  'lib/shared/schema.ts': ['zod/mini'],
  'lib/shared/validation-issue.ts': ['zod/mini'],
  'lib/settings-file.ts': ['zod/mini'],
  'lib/domain/registrable-domain.ts': ['tldts'],
  'lib/shared/journal-retention.ts': [],
  'lib/edx': [],
  'lib/ibl': ['zod/mini'],
  'lib/store': ['zod/mini', 'idb-keyval'],
  'lib/domain': ['#i18n'],
  'lib/background': ['#i18n'],
  'lib/messages': ['zod/mini'],
  'components/data/browser.ts': [],
  'lib/browser.ts': ['webextension-polyfill'],
  components: ['preact', 'preact/hooks', '@preact/signals', '#i18n', 'marked', 'virtual:licences'],
  entrypoints: [
    'preact',
    'wxt/utils/define-background',
    'wxt/utils/define-content-script',
    'webextension-polyfill',
  ],
};

const files = globSync('{lib,components,entrypoints}/**/*.{ts,tsx}');
const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const homeOf = (path: string) => Object.keys(MAY_IMPORT).find((folder) => under(path, folder));

/** What a file imports: each path, from the top of the project, or package name. */
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

test('there are files in every folder that has a rule', () => {
  for (const folder of Object.keys(MAY_IMPORT)) {
    expect(
      files.some((file) => under(file, folder)),
      folder,
    ).toBe(true);
  }
});

test.each(files)('%s imports only from where it may', (file) => {
  const home = homeOf(file);
  expect(home, 'a rule for its folder').toBeDefined();
  if (home === undefined) return;
  const wrong = importsOf(file).filter(({ from }) => {
    if (from.endsWith('.css')) return home !== 'components' && home !== 'entrypoints';
    // Documents are shown in About and Privacy as they stand there.
    if (from.endsWith('.md?raw')) return home !== 'components';
    const allowed = homeOf(from) ? MAY_IMPORT[home] : PACKAGES[home];
    return !allowed?.some((folder) => under(from, folder));
  });
  expect(wrong).toEqual([]);
});

test('the content script carries no polyfill, no zod and nothing but the reader', () => {
  const real = importsOf('entrypoints/edx.content.ts').filter(({ typeOnly }) => !typeOnly);
  const outside = real.filter(
    ({ from }) => !under(from, 'lib/edx') && from !== 'wxt/utils/define-content-script',
  );
  expect(outside).toEqual([]);
});

test('what is stored is read and written through lib/store/core/storage-area.ts alone, where each call has a limit', () => {
  const named = files.filter((file) => readFileSync(file, 'utf8').includes('browser.storage'));
  // Beside it: who may read the area, its events, and what an organization has set.
  expect(named.toSorted()).toEqual([
    'lib/store/core/access-level.ts',
    'lib/store/core/item.ts',
    'lib/store/core/storage-area.ts',
    'lib/store/policy/read-policy.ts',
    'lib/store/policy/watch-policy.ts',
  ]);
});
