import * as z from 'zod/mini';
import { issueOf } from '../../shared/validation-issue.ts';
import { isStatus } from './classify-fault.ts';
import { jsonText } from './json.ts';
import { request } from './request.ts';
import type { Answer, ApiClient } from './types.ts';
import { notIbl } from './invalid-answer.ts';
import { query } from './paths.ts';

const page = z.object({
  results: z.array(z.unknown()),
  count: z.optional(z.unknown()),
  next: z.optional(z.unknown()),
});
type Page = z.infer<typeof page>;

/** Parses a page of a list. A list without pages counts as one page, the last. */
export const pageIn = (body: unknown) =>
  page.safeParse(Array.isArray(body) ? { results: body, next: null } : body);

const MOST_PAGES = 50;
const PAGE_SIZE = 100;
/** Longer than any query in a server's own `next`. */
const LONGEST_QUERY = 4_000;

/**
 * Called before each further page with the number of rows so far and the server's count of all
 * rows.
 */
export type Turned = (rows: number, count: number) => void;

export interface Rows {
  readonly rows: readonly unknown[];
  /**
   * False if the server has, or may have, more rows. A row that is not listed may then still exist.
   */
  readonly whole: boolean;
}

/**
 * Reads all pages of a list, however the server pages it. Follows only the query of the server's
 * `next`, on Waypoint's own path, because `next` may name another host or lack the path prefix. If
 * `next` cannot be used, counts the pages here.
 */
export async function allPages(
  client: ApiClient,
  path: string,
  turned?: Turned,
): Promise<Answer<Rows>> {
  const list = createList();
  const asked = new Set<string>();
  let serverNow: number | null = null;
  let search: string | null = query({ page: 1, page_size: PAGE_SIZE });
  for (let number = 1; search !== null && number <= MOST_PAGES; number += 1) {
    asked.add(search);
    const answer = await request(client, 'GET', path + search);
    // The list shrank while it was read.
    if (number > 1 && isStatus(answer, 404)) {
      search = null;
      break;
    }
    if (!answer.ok) return answer;
    serverNow = answer.serverNow;
    const parsed = pageIn(answer.body);
    if (!parsed.success) {
      const { status, body } = answer;
      const issue = issueOf(parsed.error, body);
      return notIbl(client, { method: 'GET', path: path + search, status }, issue);
    }
    const isNews = list.add(parsed.data);
    search = list.hasMore() ? searchAfter(parsed.data.next, number, isNews, asked) : null;
    if (search !== null) turned?.(list.rows.length, list.count() ?? list.rows.length);
  }
  return { ok: true, status: 200, body: list.end(search === null), serverNow };
}

/** Collects rows, each once, and the counts that the server gives. */
function createList() {
  const rows: unknown[] = [];
  const known = new Set<string>();
  /** Counts that the pages gave. */
  const counts = new Set<number>();
  let last: Page = { results: [] };
  const count = () => [...counts].at(-1) ?? null;
  /** Whether the last page names a next one; null if it says nothing about that. */
  const named = () => (last.next === undefined ? null : Boolean(last.next));

  return {
    rows,
    count,
    /**
     * Adds the rows that did not come on an earlier page. Returns false if there are no new rows.
     */
    add(next: Page): boolean {
      last = next;
      if (typeof next.count === 'number') {
        // The newest count is the last one.
        counts.delete(next.count);
        counts.add(next.count);
      }
      const prints = next.results.map(printOf);
      const before = rows.length;
      for (const [i, row] of next.results.entries()) {
        const print = prints[i] ?? null;
        if (print === null || !known.has(print)) rows.push(row);
      }
      for (const print of prints) if (print !== null) known.add(print);
      return rows.length > before;
    },
    hasMore: (): boolean => named() ?? (count() === null || rows.length < (count() ?? 0)),
    /** @param ended false if reading stopped before the end */
    end(ended: boolean): Rows {
      const all = count();
      // A row that was added or removed between two pages moved other rows to another page.
      const moved = counts.size > 1;
      const enough = all === null ? named() !== true : rows.length >= all;
      return { rows, whole: ended && enough && !moved };
    },
  };
}

/**
 * Returns a text by which a row is recognised on another page: its id, otherwise the whole row.
 * Null if the row is nested too deeply.
 */
function printOf(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return jsonText(row);
  const id: unknown = Reflect.get(row, 'unique_id') ?? Reflect.get(row, 'id');
  return typeof id === 'string' || typeof id === 'number' ? `${typeof id} ${id}` : jsonText(row);
}

/** Returns the query of the next page; null if there is none that was not asked for before. */
function searchAfter(
  next: unknown,
  number: number,
  isNews: boolean,
  asked: ReadonlySet<string>,
): string | null {
  const own = ownQuery(next);
  if (own !== null && !asked.has(own)) return own;
  // A server that ignores the page number would send the same rows for ever.
  if (!isNews) return null;
  const counted = query({ page: number + 1, page_size: PAGE_SIZE });
  return asked.has(counted) ? null : counted;
}

/**
 * Returns the query in a server's own address of a page, with Waypoint's page size if the query has
 * none.
 */
function ownQuery(next: unknown): string | null {
  if (typeof next !== 'string' || next.length > LONGEST_QUERY) return null;
  const from = next.indexOf('?');
  const fields = new URLSearchParams(from < 0 ? '' : next.slice(from + 1).split('#')[0]);
  if (fields.size === 0) return null;
  const sized = fields.has('page_size') || fields.has('limit');
  return query({ ...Object.fromEntries(fields), ...(sized ? {} : { page_size: PAGE_SIZE }) });
}
