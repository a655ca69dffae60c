import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { run } from '../scripts/run.ts';
import { withRelease } from './changelog.ts';
import { notesOf } from './notes.ts';
import { problemOf, withVersion } from './version.ts';
import { zip } from './zip.ts';

/*
 * `npm run release -- 1.2.0` rehearses a release: it does everything, then puts the files back.
 * `--yes` keeps them, and adds the commit and the tag. Neither sends anything anywhere.
 */

const NOTES = '.output/release-notes.md';
const FILES = ['package.json', 'package-lock.json', 'CHANGELOG.md'] as const;
/** The release of Mozilla's linter that says whether the store takes the package. */
const LINTER = 'npx --yes addons-linter@10.14.0 --boring --warnings-as-errors';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { yes: { type: 'boolean', default: false } },
});
const [version = ''] = positionals;

const git = (...args: readonly string[]): string =>
  execFileSync('git', args, { encoding: 'utf8' }).trim();
const read = (file: string): string => readFileSync(file, 'utf8');

/** Fails with the sentence that a person needs. */
function insist(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

function write(): void {
  const day = new Date().toISOString().slice(0, 10);
  const [own, lock, changelog] = FILES;
  writeFileSync(changelog, withRelease(read(changelog), version, day));
  for (const file of [own, lock]) writeFileSync(file, withVersion(read(file), version));
}

const putBack = (): string => git('checkout', '--quiet', '--', ...FILES);

async function make(): Promise<void> {
  insist(await run('node dev/scripts/check.ts --release'), 'The check failed: see above.');
  insist(await zip(), 'The packages could not be made: see above.');
  const linted = await run(`${LINTER} .output/waypoint-${version}-firefox.zip`);
  insist(linted, "Mozilla's linter has something to say: see above.");
  writeFileSync(NOTES, notesOf(version));
}

async function release(): Promise<void> {
  const { version: current } = JSON.parse(read('package.json')) as { version: string };
  const problem = problemOf(version, current);
  insist(problem === null, problem ?? '');
  insist(git('status', '--porcelain') === '', 'There are changes that are not committed.');
  insist(git('tag', '--list', `v${version}`) === '', `The tag v${version} exists already.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      putBack();
      process.exit(130);
    });
  }
  try {
    write();
    await make();
    if (values.yes) {
      git('commit', '--quiet', '--message', `Release ${version}`, '--', ...FILES);
      git('tag', '--annotate', `v${version}`, '--message', `Waypoint ${version}`);
    }
  } finally {
    putBack();
  }
  console.log(
    values.yes
      ? `Committed, and tagged as v${version}. Next: git push --follow-tags`
      : `A rehearsal: nothing was changed. \`npm run release -- ${version} --yes\` does it.`,
  );
  console.log(`The packages are in .output, and the notes in ${NOTES}.`);
}

try {
  await release();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
