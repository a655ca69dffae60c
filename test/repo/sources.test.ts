import { globSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../wxt.config.ts';

/* Mozilla builds the Firefox package again from the sources package, so the build may need no other file. */

const CODE = globSync('{components,dev/bundle,entrypoints,lib}/**/*.{ts,tsx}');

/** Relative paths in the code, also patterns: '../../docs/privacy.md?raw', '../../docs/*.md'. */
const RELATIVE = /'(\.{1,2}\/[^'\n]+)'/g;

test('the sources package holds every file that the code of the extension names', () => {
  const included = config.zip?.includeSources ?? [];
  const named = CODE.flatMap((file) =>
    Array.from(readFileSync(file, 'utf8').matchAll(RELATIVE), ([, path = '']) =>
      join(dirname(file), path.replace(/\?\w+$/, '')),
    ),
  );
  const files = globSync([...new Set(named)], { withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const missing = files.filter((file) => !included.some((pattern) => matchesGlob(file, pattern)));
  expect(files.filter((file) => file.startsWith('docs/translated/')).length).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});
