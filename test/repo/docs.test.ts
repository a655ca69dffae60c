import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/*
 * Documents go out of date silently. These tests check what needs no reader: whatever a document
 * names (a file, a command, a test, a stored item's version) exists.
 */

const DOCUMENTS = globSync('{*.md,docs/**/*.md,{dev,lib,test}/**/README.md}').toSorted();

/**
 * Files that a worked example creates: named and missing. A file that exists, or that no document
 * names, must leave this list.
 */
const EXAMPLES = [
  'dev/fake-ibl/routes/memory-categories.ts',
  'lib/ibl/memory-categories.ts',
  'test/ibl/memory-categories.test.ts',
];

const read = (path: string): string => readFileSync(path, 'utf8');
const unique = (found: Iterable<string>): string[] => [...new Set(found)].toSorted();

/** Paths from the top of the repository, in backticks. A path with `*` or braces is a pattern. */
const PATH =
  /`((?:components|dev|docs|entrypoints|lib|public|test)\/[^`\s:]*|[\w.-]+\.(?:json|md|ts))`/g;
const isPattern = (path: string): boolean => /[*{}<>…]/.test(path);

const pathsIn = (text: string): string[] =>
  unique(Array.from(text.matchAll(PATH), ([, path]) => path ?? '')).filter((p) => !isPattern(p));

/** Files in a listing or a line of code: whole paths that are not the end of another path. */
const LISTED =
  /(?<![\w./-])(?:components|dev|docs|entrypoints|lib|test)\/[\w./-]+\.(?:json|md|mjs|tsx?)\b/g;
const listedIn = (text: string): string[] =>
  unique(Array.from(text.matchAll(LISTED), ([path]) => path));

/** Returns the targets of links and pictures, except those outside the repository. */
const linksIn = (text: string): string[] =>
  unique(
    Array.from(
      text.matchAll(/\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"/g),
      ([, a, b]) => a ?? b ?? '',
    ).filter((target) => !/^(?:https?|mailto):/.test(target)),
  );

/** Returns the anchors that GitHub makes of headings. */
const anchorsIn = (text: string): string[] =>
  Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

test('the documents exist, and every pattern finds something in them', () => {
  const all = DOCUMENTS.map(read).join('\n');
  expect(DOCUMENTS).toContain('README.md');
  for (const find of [pathsIn, listedIn, linksIn, anchorsIn]) {
    expect(find(all).length, find.name).toBeGreaterThan(5);
  }
});

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);

  test('names only files that exist', () => {
    const named = unique([...pathsIn(text), ...listedIn(text)]);
    const missing = named.filter((path) => !existsSync(path) && !EXAMPLES.includes(path));
    expect(missing).toEqual([]);
  });

  test('links only to what exists', () => {
    const broken = linksIn(text).filter((target) => {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? document : join(dirname(document), path);
      return !existsSync(file) || (anchor !== undefined && !anchorsIn(read(file)).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  test('names only commands of package.json', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = text.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g);
    const commands = unique(Array.from(named, ([, run, short]) => run ?? short ?? ''));
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });

  test('names no folder of the computer where it was written', () => {
    expect(text).not.toMatch(/\/(?:home|work|Users|tmp)\//);
  });
});

test('each file of a worked example is named and does not exist', () => {
  const named = pathsIn(DOCUMENTS.map(read).join('\n'));
  for (const path of EXAMPLES) expect([path, existsSync(path)]).toEqual([path, false]);
  expect(EXAMPLES.filter((path) => !named.includes(path))).toEqual([]);
});

/*
 * The threat model names the tests against a threat like this: `test/….test.ts` “its title”,
 * “another title”.
 */
test('each test that the threat model quotes has that title', () => {
  const quoted = read('docs/threat-model.md').matchAll(/`(test\/[^`]+)`((?:,? “[^”]+”)+)/g);
  const all = Array.from(quoted, ([, file = '', titles = '']) =>
    Array.from(titles.matchAll(/“([^”]+)”/g), ([, title = '']) => ({ file, title })),
  ).flat();
  expect(all.length).toBeGreaterThan(20);
  expect(all.filter(({ file, title }) => !read(file).includes(title))).toEqual([]);
});

test('CONTRIBUTING.md says of each test that npm test leaves out why it does', () => {
  const section = read('CONTRIBUTING.md')
    .split(/^###? /m)
    .find((one) => one.startsWith('Tests that only'));
  const listed = Array.from(
    section?.matchAll(/^\| `(test\/[^`]+)` \| .{20}/gm) ?? [],
    ([, file = '']) => file,
  );
  expect(unique(listed)).toEqual(globSync('test/**/*.all.test.{ts,tsx}').toSorted());
});

/*
 * In docs/architecture.md, “What is stored where” has a row for each item, with the file in the
 * last cell.
 */
test('the table of stored items has each version that lib/store writes', () => {
  const rows = read('docs/architecture.md')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => /^`lib\/store\/[\w/-]+\.ts`$/.test(cells.at(-2) ?? ''));
  const documented = rows.map((cells) => `${cells.at(-2)?.slice(1, -1)} ${cells[3]}`);
  const written = globSync('lib/store/**/*.ts').flatMap((file) =>
    Array.from(read(file).matchAll(/\bversion: (\d+)/g), ([, version]) => `${file} ${version}`),
  );
  expect(documented.filter((row) => !row.endsWith('–')).toSorted()).toEqual(written.toSorted());
});

test('each sentence in docs/troubleshooting.md is one that Waypoint says', () => {
  const said = read('components/locales/en.yml').replaceAll("''", "'");
  const rows = read('docs/troubleshooting.md')
    .split(/\n\n/)
    .filter((block) => /^\| (?:the popup|the form|Waypoint) says \|/.test(block))
    .flatMap((table) => table.split('\n').slice(2));
  const quoted = rows.flatMap((row) => (row.split('|')[1] ?? '').split(/…| \/ /));
  const parts = quoted.map((part) => part.trim()).filter((part) => /\w{3}/.test(part));
  expect(parts.length).toBeGreaterThan(50);
  expect(parts.filter((part) => !said.includes(part))).toEqual([]);
});
