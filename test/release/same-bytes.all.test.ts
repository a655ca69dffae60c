import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { unzip } from './unzip.ts';

/*
 * Makes the packages in two folders, and from the sources package. BUILD.md promises that the bytes
 * are the same.
 */

const folders: string[] = [];

function emptyFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Copies everything that git would commit. */
function copySources(to: string): void {
  const list = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const file of list.split('\0').filter(Boolean)) cpSync(file, join(to, file));
}

/** Makes the packages in a folder, and returns each of them by its name. */
function packagesOf(folder: string, env: Record<string, string>): Record<string, Buffer> {
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const path = [resolve('node_modules/.bin'), process.env['PATH']].join(':');
  // Only what a terminal has: vitest's own variables would make another build.
  const only = { PATH: path, HOME: process.env['HOME'], ...env };
  const script = ['dev/release/zip.ts', 'firefox'];
  execFileSync(process.execPath, script, { cwd: folder, env: only, stdio: 'ignore' });
  const output = join(folder, '.output');
  const names = readdirSync(output).filter((name) => name.endsWith('.zip'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(output, name))]));
}

test('packages do not depend on the folder, the clock or the language', () => {
  const first = emptyFolder('waypoint-a-');
  const second = emptyFolder('waypoint with spaces ');
  for (const folder of [first, second]) copySources(folder);
  const made = packagesOf(first, { TZ: 'America/Lima', LANG: 'C' });
  expect(Object.keys(made)).toHaveLength(2);
  expect(packagesOf(second, { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8' })).toEqual(made);

  const rebuilt = emptyFolder('waypoint-sources-');
  const sources = Object.entries(made).find(([name]) => name.endsWith('-sources.zip'));
  unzip(sources?.[1] ?? Buffer.of(), rebuilt);
  expect(packagesOf(rebuilt, {})).toEqual(made);
});
