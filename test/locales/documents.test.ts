import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { lexer } from 'marked';
import { expect, test } from 'vitest';
import { OTHERS } from '../../dev/languages/texts.ts';

/* A translated document has the parts of the English one, so that the screen can show both alike. */

const files = globSync('docs/translated/*/*.md').map((path) => path.replaceAll('\\', '/'));

interface Parts {
  readonly items?: readonly unknown[];
  readonly rows?: readonly unknown[];
  readonly depth?: number;
}

/** Returns the kinds of the blocks, with how many items and rows they have. */
const shapeOf = (path: string) =>
  lexer(readFileSync(path, 'utf8')).flatMap((token) => {
    if (token.type === 'space') return [];
    const { items, rows, depth } = token as Parts;
    return [`${token.type} ${items?.length ?? rows?.length ?? depth ?? ''}`];
  });

test('each folder of translated documents is of a language', () => {
  const folders = files.map((path) => path.split('/')[2]);
  expect(folders.filter((folder) => !OTHERS.includes(folder ?? ''))).toEqual([]);
});

// A test without rows would fail, and there may be no translation yet.
test.each([...files, ''])('%s has the parts of the English document', (path) => {
  if (path === '') return;
  expect(shapeOf(path)).toEqual(shapeOf(`docs/${basename(path)}`));
});
