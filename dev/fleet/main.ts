import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CAPACITY } from './assumptions.ts';
import { plotOf } from './plot.ts';
import { missedBy, tableOf, withTable, type Row } from './report.ts';
import { SCENARIOS, type Scenario } from './scenarios.ts';
import { simulate } from './simulate.ts';

/*
 * Simulates many learners who share one server, with the rules of timing that Waypoint ships. Without
 * options it writes the table and the plots of docs/scale.md. Fails if a place is lost or an aim is
 * missed.
 */

const DOCUMENT = 'docs/scale.md';
const PLOTS = 'docs/scale';
const FLEETS = [1_000, 10_000, 100_000, 1_000_000];

const { values } = parseArgs({
  options: {
    /** Simulates a fleet of this size alone. */
    learners: { type: 'string' },
    /** Repeats a run. */
    seed: { type: 'string', default: '1' },
    /** One scenario alone, by its name. An ordinary day runs too, because the others need its peak. */
    only: { type: 'string' },
  },
});

const seed = Number(values.seed);
const fleets = values.learners === undefined ? FLEETS : [Number(values.learners)];
if (!fleets.every((size) => Number.isInteger(size) && size > 0)) {
  throw new Error('--learners takes a number from 1.');
}
const isWanted = ({ name }: Scenario): boolean => (values.only ?? name) === name;
if (!SCENARIOS.some(isWanted)) {
  throw new Error(`--only takes ${SCENARIOS.map(({ name }) => name).join(', ')}.`);
}

const [day, ...others] = SCENARIOS;
if (!day) throw new Error('There is no ordinary day.');
const rows: Row[] = [];

/** Runs one scenario, and says what came of it. */
function runOne(scenario: Scenario, learners: number, ordinary: number | null): Row {
  const begin = performance.now();
  const capacity = ordinary === null ? Infinity : CAPACITY * ordinary;
  const measured = simulate(scenario, { learners, seed, capacity });
  const row: Row = { learners, scenario, ordinary: ordinary ?? measured.peak, measured };
  const seconds = ((performance.now() - begin) / 1000).toFixed(0);
  const missed = missedBy(row).join(', ');
  console.log(
    `${learners} ${scenario.name}: ${missed === '' ? 'met' : `MISSED ${missed}`}, ${seconds} s`,
  );
  rows.push(row);
  return row;
}

for (const learners of fleets) {
  const { ordinary } = runOne(day, learners, null);
  for (const scenario of others.filter(isWanted)) runOne(scenario, learners, ordinary);
}

const table = tableOf(rows);
console.log(`\n${table}`);
if (values.learners === undefined && values.only === undefined) {
  writeFileSync(DOCUMENT, withTable(readFileSync(DOCUMENT, 'utf8'), table));
  mkdirSync(PLOTS, { recursive: true });
  for (const row of rows.filter(({ learners }) => learners === fleets.at(-1))) {
    writeFileSync(`${PLOTS}/${row.scenario.name}.svg`, plotOf(row));
  }
}
const missed = rows.filter((row) => missedBy(row).length > 0).length;
console.log(`\n${rows.length} runs, seed ${seed}; ${missed} lost a place or missed an aim.`);
process.exitCode = missed === 0 ? 0 : 1;
