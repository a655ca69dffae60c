import { MINUTE } from './assumptions.ts';
import type { Measured } from './meter.ts';
import type { Scenario } from './scenarios.ts';

/** One run of one scenario. */
export interface Row {
  readonly learners: number;
  readonly scenario: Scenario;
  /** The peak of an ordinary day of the same fleet (requests a second). */
  readonly ordinary: number;
  readonly measured: Measured;
}

/** The aims: the peak once a trouble is over, as a multiple of the ordinary one … */
export const MOST_PEAK = 1.5;
/** … and how long after that the last place may arrive (ms). */
const LONGEST_ARRIVAL = 30 * MINUTE;

/** Returns which aims a run missed, in words. */
export function missedBy({ scenario, ordinary, measured }: Row): string[] {
  const { lost, waiting, peak, morningPeak, lastAfter } = measured;
  const most = MOST_PEAK * ordinary;
  const checks: readonly [boolean, string][] = [
    [lost > 0, `${lost} lost`],
    [waiting > 0, `${waiting} never arrived`],
    [scenario.isJudged && peak > most, 'peak'],
    [scenario.isJudged && morningPeak > most, 'peak of the next morning'],
    [scenario.isJudged && lastAfter > LONGEST_ARRIVAL, 'arrived late'],
  ];
  return checks.flatMap(([isMissed, words]) => (isMissed ? [words] : []));
}

const HEAD = [
  'learners',
  'scenario',
  'peak (requests/s)',
  'against the ordinary peak',
  'busiest second',
  'places that waited at its end',
  'last one saved after',
  'in closed browsers',
  'peak of the next morning',
  'lost',
  'ask the learner',
  'aims',
];

const number = (value: number): string => Math.round(value).toLocaleString('en');
const rate = (value: number): string => (value < 100 ? value.toFixed(1) : number(value));

/** Returns the table of the document, in Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const { learners, scenario, ordinary, measured } = row;
    const { peak, busiestSecond, owed, lastAfter, closed, morningPeak } = measured;
    const times = (value: number): string => `${(value / ordinary).toFixed(2)} ×`;
    const hasTrouble = scenario.troubles.length > 0 || scenario.network !== null;
    const ifTrouble = (text: string): string => (hasTrouble ? text : '–');
    return [
      number(learners),
      scenario.title,
      rate(peak),
      times(peak),
      number(busiestSecond),
      ifTrouble(number(owed)),
      ifTrouble(`${(lastAfter / MINUTE).toFixed(1)} min`),
      ifTrouble(number(closed)),
      ifTrouble(times(morningPeak)),
      number(measured.lost),
      number(measured.stopped),
      missedBy(row).join(', ') || (scenario.isJudged ? 'met' : 'nothing lost'),
    ];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(HEAD), line(HEAD.map(() => '---')), ...lines.map(line)].join('\n');
}

const BEGIN = '<!-- begin: npm run fleet -->';
const END = '<!-- end: npm run fleet -->';

/** Returns the document with another table between its two markers. */
export function withTable(document: string, table: string): string {
  const [before, rest] = document.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error('A marker is missing.');
  return `${before}${BEGIN}\n\n${table}\n\n${END}${after}`;
}
