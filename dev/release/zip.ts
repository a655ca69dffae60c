import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../scripts/run.ts';

/*
 * Makes the packages for the stores in .output, and the list of their checksums. `npm run zip --
 * firefox` makes one; Safari's is made only when it is named.
 */

const OUTPUT = '.output';
const STORES = ['chrome', 'edge', 'firefox'] as const;
type Target = (typeof STORES)[number] | 'safari';

const isTarget = (name: string): name is Target => [...STORES, 'safari'].includes(name);

export const CHECKSUMS = join(OUTPUT, 'SHA256SUMS');

/** Returns the packages in `.output`, in the order of their names. */
export const packages = (): string[] => globSync(`${OUTPUT}/*.zip`).toSorted();

const sha256 = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex');

/** Returns the list of checksums, as `sha256sum` reads it. */
export const checksums = (): string =>
  packages()
    .map((file) => `${sha256(file)}  ${basename(file)}\n`)
    .join('');

/** Makes the packages anew. Returns whether it could, and prints their checksums. */
export async function zip(targets: readonly Target[] = STORES): Promise<boolean> {
  mkdirSync(OUTPUT, { recursive: true });
  for (const old of [...packages(), CHECKSUMS]) rmSync(old, { force: true });
  for (const target of targets) if (!(await run(`wxt zip -b ${target}`))) return false;
  writeFileSync(CHECKSUMS, checksums());
  console.log(`\n${checksums()}`);
  return true;
}

if (import.meta.main) {
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !isTarget(name));
  if (unknown.length > 0) {
    console.error(`There is no package for: ${unknown.join(', ')}`);
    process.exitCode = 1;
  } else {
    const wanted = names.filter(isTarget);
    process.exitCode = (await zip(wanted.length > 0 ? wanted : STORES)) ? 0 : 1;
  }
}
