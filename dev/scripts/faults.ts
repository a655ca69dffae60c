import { readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFECTS, listOf } from '../../test/model/defects.ts';
import { tableOf } from '../../test/model/coverage-table.ts';
import type { Checked } from '../../test/model/check.ts';
import { run } from './run.ts';

/*
 * Tries histories of places, faults, stops and clicks against the rules of sending, and histories
 * with hostile servers, pages and browsers against the promises.
 */

const KINDS = ['rules', 'promises'] as const;
type Kind = (typeof KINDS)[number];

const { values } = parseArgs({
  options: {
    /** How many steps to try, of each kind. */
    steps: { type: 'string', default: '20000' },
    /** Repeats a run: the same histories in the same order. */
    seed: { type: 'string' },
    /** With the seed: tries only the history that failed, in its shortened form. */
    path: { type: 'string' },
    /** One kind alone: `rules` or `promises`. */
    only: { type: 'string' },
  },
});

const RESULT = '.output/faults.json';
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const path = values.path === undefined ? {} : { path: values.path };
const effort = { steps: Number(values.steps), seed, ...path };

/** Tries histories of one kind. Returns whether nothing was broken. */
async function tryKind(kind: Kind): Promise<boolean> {
  rmSync(RESULT, { force: true });
  const start = performance.now();
  const FAULTS = JSON.stringify({ ...effort, kind });
  if (!(await run('vitest run --project long test/model/long.run.ts', { FAULTS }))) {
    console.log(`The run of the ${kind} did not end, seed ${seed}`);
    return false;
  }
  const { steps, histories, rows, broken } = JSON.parse(readFileSync(RESULT, 'utf8')) as Checked;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`\n${tableOf(rows)}\n`);
  console.log(`${kind}: ${histories} histories of ${steps} steps in ${seconds} s, seed ${seed}`);
  console.log(`${kind} broken: ${broken === null ? 0 : 1}`);
  if (broken !== null) console.log(`\n${broken}`);
  return broken === null;
}

const wanted = KINDS.filter((kind) => values.only === undefined || values.only === kind);
const held: boolean[] = [];
for (const kind of wanted) held.push(await tryKind(kind));
console.log(`\nReal defects that these histories found, each with its test:\n${listOf(DEFECTS)}`);
process.exitCode = held.length > 0 && held.every(Boolean) ? 0 : 1;
