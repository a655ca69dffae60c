import { readFileSync, rmSync } from 'node:fs';
import { run } from './run.ts';

/* Compares what a week of study costs, with four study patterns, with a client that sends every change. */

const RESULT = '.output/week.json';

rmSync(RESULT, { force: true });
if (await run('vitest run --project long test/model/week/week.run.ts')) {
  const { table, weeks } = JSON.parse(readFileSync(RESULT, 'utf8')) as {
    table: string;
    weeks: { ours: { last: string[] }; everyChange: { last: string[] } }[];
  };
  const same = weeks.every(
    ({ ours, everyChange }) => String(ours.last) === String(everyChange.last),
  );
  console.log(
    `\n${table}\n\nThe last place of each course is ${same ? 'the same' : 'NOT the same'}.`,
  );
  process.exitCode = same ? 0 : 1;
} else {
  process.exitCode = 1;
}
