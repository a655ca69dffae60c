import { ENTRY_KEY } from '../../../lib/ibl/memories/parse-memory.ts';
import { COURSES } from './campus.ts';
import type { Kind, Outcome } from './exchange.ts';

/* Reads what a reply shows about a course, without the real code. */

/** The memory of a course in a reply. The newest one, if there are duplicates. */
export interface Shown {
  readonly memory: string;
  readonly text: string;
  readonly hasEntry: boolean;
  /** When the memory was written, by the server's clock (ms). */
  readonly modified: number;
  /** When the server answered, by its clock (ms). */
  readonly serverNow: number;
  /** The ids of its duplicates. */
  readonly duplicates: readonly string[];
}

interface Row {
  readonly unique_id?: string;
  readonly name?: string;
  readonly updated_at?: string;
  readonly entries?: readonly { key: string; value: string; updated_at?: string }[];
  readonly course_id?: string;
  readonly last_modified?: string;
}

function rowsOf(outcome: Outcome): Row[] {
  if (outcome.kind === 'lost' || outcome.status >= 300) return [];
  try {
    const body = JSON.parse(outcome.text) as Row & { results?: unknown };
    return Array.isArray(body.results) ? (body.results as Row[]) : [body];
  } catch {
    return [];
  }
}

const time = (text: string | undefined) =>
  text === undefined ? 0 : Date.parse(/(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);

/** Returns the memory of a course in a reply to `name`, `list` or `read`, or null if there is none. */
export function shownIn(
  kind: Kind,
  outcome: Outcome,
  isOf: (name: string) => boolean,
): Shown | null {
  if (outcome.kind === 'lost' || !['name', 'list', 'read'].includes(kind)) return null;
  const all = rowsOf(outcome)
    .filter(({ name }) => name !== undefined && isOf(name))
    .map(({ unique_id, updated_at, entries }) => {
      const entry = entries?.find(({ key }) => key === ENTRY_KEY);
      return {
        memory: unique_id ?? '',
        text: entry?.value ?? '',
        hasEntry: entry !== undefined,
        modified: time(entry?.updated_at ?? updated_at),
      };
    })
    .toSorted((a, b) => b.modified - a.modified);
  const [newest, ...duplicates] = all;
  if (!newest) return null;
  const { serverNow } = outcome;
  return { ...newest, serverNow, duplicates: duplicates.map(({ memory }) => memory) };
}

/** Returns how long before its answer the school's server wrote the course, and when. Null if never. */
export function schoolAge(outcome: Outcome, course: number) {
  const row = rowsOf(outcome).find(({ course_id }) => course_id === COURSES[course]);
  if (!row || outcome.kind === 'lost') return null;
  return { ago: outcome.serverNow - time(row.last_modified), modified: row.last_modified ?? null };
}
