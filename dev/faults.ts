import { readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFECTS, listOf } from '../test/sync/model/defects.ts';
import { tableOf } from '../test/sync/model/tally.ts';
import type { Checked } from '../test/sync/model/check.ts';
import { run } from './run.ts';

/* Tries histories of places, faults, stops and clicks against the rules of sending. */

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '20000' },
    /** Repeats a run: the same histories in the same order. */
    seed: { type: 'string' },
    /** With the seed: only the history that failed, made as short as it was told. */
    path: { type: 'string' },
  },
});

const RESULT = '.output/faults.json';
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const path = values.path === undefined ? {} : { path: values.path };
const effort = JSON.stringify({ steps: Number(values.steps), seed, ...path });

rmSync(RESULT, { force: true });
const start = performance.now();
const ran = await run('vitest run --project long test/sync/model/long.run.ts', { FAULTS: effort });
if (ran) {
  const { steps, histories, rows, broken } = JSON.parse(readFileSync(RESULT, 'utf8')) as Checked;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`\n${tableOf(rows)}\n`);
  console.log(`${histories} histories of ${steps} steps in ${seconds} s, seed ${seed}`);
  console.log(`invariants broken: ${broken === null ? 0 : 1}`);
  if (broken !== null) console.log(`\n${broken}`);
  console.log(
    `\nReal defects that this work found, each with the test that holds it:\n${listOf(DEFECTS)}`,
  );
  process.exitCode = broken === null ? 0 : 1;
} else {
  console.log(`The run did not end, seed ${seed}`);
  process.exitCode = 1;
}
