import { KINDS, kindOf, type Kind } from './rules/exchange.ts';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';

/* Counts the faults of all histories by kind, moment, and the request that they hit. */

export type Moment = 'before' | 'during' | 'after';

/** Whether a fault acts before, during or after the server handles the request. */
const MOMENTS: Readonly<Record<string, Moment>> = {
  delay: 'during',
  hang: 'during',
  'lose-reply': 'after',
  repeat: 'after',
  'cut-reply': 'after',
  drip: 'after',
};

export interface Row {
  readonly fault: string;
  readonly moment: Moment;
  readonly hits: Partial<Record<Kind | 'storage' | 'tabs' | 'other call' | 'no call', number>>;
  /** In how many histories the fault acted at least once. */
  histories: number;
}

export type Coverage = ReturnType<typeof createCoverage>;

export function createCoverage() {
  const rows = new Map<string, Row>();
  /** Rows that acted in the current history. */
  let now = new Set<Row>();
  let histories = 0;

  function count(fault: string, moment: Moment, where: keyof Row['hits']): void {
    const key = `${fault} ${moment}`;
    const row = rows.get(key) ?? { fault, moment, hits: {}, histories: 0 };
    rows.set(key, row);
    row.hits[where] = (row.hits[where] ?? 0) + 1;
    if (!now.has(row)) row.histories += 1;
    now.add(row);
  }

  return {
    /** Counts a fault that hit a request. */
    hit: (fault: string, kind: Kind) => count(fault, MOMENTS[fault] ?? 'before', kind),
    /** Counts a stop at a call to the browser (`before storage.local.get`), or between calls (null). */
    stop(call: string | null): void {
      if (call === null) return count('worker stopped', 'during', 'no call');
      const [side, name = '', method = '', url = ''] = call.split(' ');
      const where =
        name === 'fetch'
          ? kindOf(method, url.slice(DEFAULT_BASE.length))
          : name.startsWith('storage')
            ? 'storage'
            : name.startsWith('tabs')
              ? 'tabs'
              : 'other call';
      count('worker stopped', side === 'before' ? 'before' : 'after', where);
    },
    /** Counts a call of the browser that fails from now on. */
    call: (name: string, how: string) =>
      count(`browser call: ${how}`, 'during', name.startsWith('tabs') ? 'tabs' : 'other call'),
    nextHistory(): void {
      histories += 1;
      now = new Set();
    },
    result: () => ({ histories, rows: [...rows.values()] }),
  };
}

const COLUMNS = [...KINDS, 'storage', 'tabs', 'other call', 'no call'] as const;

/** Returns the table for a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const used = COLUMNS.filter((name) => rows.some(({ hits }) => hits[name] !== undefined));
  const head = ['fault', 'moment', 'histories', ...used];
  const lines = rows
    .toSorted((a, b) => a.fault.localeCompare(b.fault) || a.moment.localeCompare(b.moment))
    .map(({ fault, moment, histories, hits }) =>
      [fault, moment, String(histories)].concat(used.map((name) => String(hits[name] ?? '·'))),
    );
  const widths = head.map((name, i) =>
    Math.max(name.length, ...lines.map((line) => line[i]?.length ?? 0)),
  );
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
