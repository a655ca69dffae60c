import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MOVEMENTS, OUTCOMES, type Movement } from '../browser/support/movements.ts';
import { PAGES } from '../browser/support/pages.ts';
import { words } from '../browser/support/expected-status.ts';

/*
 * The tables in docs/pages.md show what the tests in both browsers check, row by row and cell by
 * cell.
 */

const same = (name: string, says: string): string[] => [name, says, says];

const TABLES = [
  ['Page', PAGES.map(({ page, says }) => same(page, words(says)))],
  [
    'Movement',
    (Object.keys(MOVEMENTS) as Movement[]).map((movement) => {
      const says = OUTCOMES[movement];
      return typeof says === 'string'
        ? same(MOVEMENTS[movement], says)
        : [MOVEMENTS[movement], says.chromium, says.firefox];
    }),
  ],
] as const;

/** Returns the rows of the table whose first column has this name. */
function tableIn(text: string, name: string): string[][] {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => cells(line)[0] === name);
  const rest = lines.slice(start + 2);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return rest.slice(0, end < 0 ? undefined : end).map(cells);
}

function cells(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

test.each(TABLES)('the table of each %s shows what is tested', (name, rows) => {
  expect(tableIn(readFileSync('docs/pages.md', 'utf8'), name)).toEqual(rows);
});

test('no two rows have the same name', () => {
  const names = TABLES.flatMap(([, rows]) => rows.map(([name]) => name));
  expect(new Set(names).size).toBe(names.length);
});

test('each movement has a test', () => {
  const names = [
    'place/movements.all',
    'place/learner-app-moves.all',
    'place/pages-on-added-sites.all',
    'server/hostile.all',
    'place/account',
    'place/open-tabs',
    'chromium/prerender',
  ];
  const files = names.map((name) => `test/browser/${name}.test.ts`);
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  for (const movement of Object.keys(MOVEMENTS)) {
    expect(text).toMatch(new RegExp(`async ${movement}\\(\\)|test\\(MOVEMENTS\\.${movement},`));
  }
});
