import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly content_scripts: readonly { readonly js: readonly string[] }[];
}

/**
 * Makes an extension that does nothing: its content script has 0 bytes and runs where the one of
 * the build runs. Returns its folder.
 */
export function emptyExtension(build: string): string {
  const folder = join('.output', 'bench-empty');
  rmSync(folder, { recursive: true, force: true });
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Manifest;
  const { content_scripts } = manifest;
  const files = content_scripts.flatMap(({ js }) => js).map((name) => [name, ''] as const);
  const own = { manifest_version: 3, name: 'Empty', version: '1.0', content_scripts };
  for (const [name, text] of [...files, ['manifest.json', JSON.stringify(own)] as const]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
