import fc from 'fast-check';
import { createApi, type Api } from '../../dev/fake-ibl/api.ts';
import { hostileHistory, runHostile } from './hostile/history.ts';
import { run } from './history.ts';
import { history } from './rules/steps.ts';
import { createCoverage, type Row, type Coverage } from './coverage-table.ts';

export interface Checked {
  readonly seed: number;
  readonly steps: number;
  readonly histories: number;
  readonly rows: readonly Row[];
  /** How a rule or promise was broken, with the story. Null if all held. */
  readonly broken: string | null;
}

export interface Effort {
  /** Histories are tried until this many steps were taken … */
  readonly steps: number;
  /** … or this many ms of real time passed and `FEWEST` steps were taken. */
  readonly patience?: number;
  readonly seed: number;
  /** Repeats only the history that failed. */
  readonly path?: string;
}

const LONGEST = 30;
/** At least this many steps are taken, however slow the machine is. */
const FEWEST = 200;
/** The longest time to shorten a history that failed (ms of real time). */
const SHRINK_TIME = 20_000;

/** A kind of history, and the function that runs one. It rejects if the history breaks a rule. */
interface Kind<T> {
  /** Whether the server follows the official document. A hostile server breaks it on purpose. */
  readonly official: boolean;
  readonly histories: fc.Arbitrary<T>;
  readonly run: (api: Api, history: T, coverage: Coverage) => Promise<void>;
}

/** Tries histories with a model that knows what may be sent at each moment. */
export const checkRules = (effort: Effort): Promise<Checked> =>
  check(effort, { official: true, histories: history(LONGEST), run });

/** Tries histories with hostile servers, pages and browsers. Checks only the promises. */
export const checkPromises = (effort: Effort): Promise<Checked> =>
  check(effort, { official: false, histories: hostileHistory(LONGEST), run: runHostile });

/** Tries random histories. Shortens one that fails before it is reported. */
async function check<T extends { readonly steps: readonly unknown[] }>(
  { steps, patience, seed, path }: Effort,
  kind: Kind<T>,
): Promise<Checked> {
  const api = createApi({ now: () => Date.now(), check: kind.official });
  const coverage = createCoverage();
  const end = patience === undefined ? Infinity : performance.now() + patience;
  let stepsTaken = 0;
  let failedAt: number | null = null;
  const property = fc.asyncProperty(kind.histories, async (one) => {
    // After enough steps the remaining histories are skipped and count as passed.
    const enough = stepsTaken >= steps || (performance.now() > end && stepsTaken >= FEWEST);
    if (failedAt === null ? enough : performance.now() > failedAt + SHRINK_TIME) return;
    coverage.nextHistory();
    stepsTaken += one.steps.length;
    try {
      await kind.run(api, one, coverage);
    } catch (error) {
      failedAt ??= performance.now();
      throw error;
    }
  });
  const numRuns = path === undefined ? steps : 1;
  const details = await fc.check(property, { seed, numRuns, ...(path ? { path } : {}) });
  api.close();
  const { histories, rows } = coverage.result();
  const broken = details.failed ? (fc.defaultReportMessage(details) ?? 'broken') : null;
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : '';
  return {
    seed,
    steps: stepsTaken,
    histories,
    rows,
    broken: broken === null ? null : `${broken}\n\n${why}`,
  };
}
