import { DAY, HOUR, MINUTE } from './assumptions.ts';
import type { Trouble } from './server.ts';

/** When the simulated day begins (ms since 1970). */
export const MIDNIGHT = Date.UTC(2026, 10, 30);

/** What happens to a fleet of learners. */
export interface Scenario {
  readonly name: string;
  /** What the table and the plots call it. */
  readonly title: string;
  /** Sessions that begin from here … */
  readonly from: number;
  /** … to here are simulated (ms since 1970). */
  readonly to: number;
  /** Whether some of the learners have a class at nine. */
  readonly isClass: boolean;
  readonly troubles: readonly Trouble[];
  /** When the network of some of the learners is down, or null. */
  readonly network: { readonly from: number; readonly to: number } | null;
  /** When everything works again: the peak and the arrivals count from here. */
  readonly ends: number;
  /** Whether the aims of docs/scale.md hold here: there is a trouble, and it ends. */
  readonly isJudged: boolean;
}

/** The trouble ends in the busiest hour, which is the hardest. */
const BREAKS = MIDNIGHT + 19.5 * HOUR;
const MENDED = BREAKS + 30 * MINUTE;

const evening = (name: string, title: string, rest: Partial<Scenario>): Scenario => ({
  name,
  title,
  from: BREAKS - 1.5 * HOUR,
  to: MENDED + HOUR,
  isClass: false,
  troubles: [],
  network: null,
  ends: MENDED,
  isJudged: true,
  ...rest,
});

const from = BREAKS;

export const SCENARIOS: readonly Scenario[] = [
  evening('ordinary', 'An ordinary day', {
    from: MIDNIGHT,
    to: MIDNIGHT + DAY,
    ends: MIDNIGHT,
    isJudged: false,
  }),
  evening('class', 'A class that begins at nine', {
    from: MIDNIGHT + 7.5 * HOUR,
    to: MIDNIGHT + 10.5 * HOUR,
    isClass: true,
    ends: MIDNIGHT + 8.75 * HOUR,
    isJudged: false,
  }),
  evening('outage', 'An outage of 30 minutes', { troubles: [{ from, to: MENDED, kind: 'out' }] }),
  evening('storm', '429 with Retry-After: 60, for 30 minutes', {
    troubles: [{ from, to: MENDED, kind: 'limit' }],
  }),
  evening('storm-date', '429 with one date as Retry-After, for 30 minutes', {
    troubles: [{ from, to: MENDED, kind: 'limit-date' }],
  }),
  evening('slow', 'A tenth of the speed for 30 minutes, after an outage', {
    troubles: [
      { from: from - 30 * MINUTE, to: BREAKS, kind: 'out' },
      { from: BREAKS, to: MENDED, kind: 'slow' },
    ],
  }),
  evening('network', 'A network that is down for 30 minutes', {
    network: { from, to: MENDED },
    isJudged: false,
  }),
];
