import * as z from 'zod/mini';
import { issueOf } from '../../shared/validation-issue.ts';
import { isStatus } from './classify-fault.ts';
import { jsonText } from './json-text.ts';
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

/** A list without pages is one page, and the last. */
export const pageIn = (body: unknown) =>
  page.safeParse(Array.isArray(body) ? { results: body, next: null } : body);

const MOST_PAGES = 50;
const PAGE_SIZE = 100;
/** Longer than any query that a server makes for itself. */
const LONGEST_QUERY = 4_000;

/** Told before each further page: how many rows there are so far, and the server's count of all. */
export type Turned = (rows: number, count: number) => void;

export interface Rows {
  readonly rows: readonly unknown[];
  /** False where the server has more, or may have: what is not among the rows is not known to be gone. */
  readonly whole: boolean;
}

/**
 * Reads all pages of a list, of whichever kind. Of the server's `next` only the query is followed, on our
 * own path: it may name another host, or miss the path prefix. Where it has none, pages are counted here.
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
    // A list that shrank while it was read.
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

/** The rows so far, each once, and what the server says of their number. */
function createList() {
  const rows: unknown[] = [];
  const known = new Set<string>();
  /** Of the pages that told it. */
  const counts = new Set<number>();
  let last: Page = { results: [] };
  const count = () => [...counts].at(-1) ?? null;
  /** Whether the last page names another one; null where it does not speak of it. */
  const named = () => (last.next === undefined ? null : Boolean(last.next));

  return {
    rows,
    count,
    /** Adds a page, without what came on an earlier one. False when it has nothing new. */
    add(next: Page): boolean {
      last = next;
      if (typeof next.count === 'number') {
        // The newest stands last.
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
    /** @param ended false when it was given up before the end */
    end(ended: boolean): Rows {
      const all = count();
      // A row that came or went between two pages moved others from one page to another.
      const moved = counts.size > 1;
      const enough = all === null ? named() !== true : rows.length >= all;
      return { rows, whole: ended && enough && !moved };
    },
  };
}

/** By what a row is known again on another page: its id, else all of it. */
function printOf(row: unknown): string | null {
  if (typeof row !== 'object' || row === null) return jsonText(row);
  const id: unknown = Reflect.get(row, 'unique_id') ?? Reflect.get(row, 'id');
  return typeof id === 'string' || typeof id === 'number' ? `${typeof id} ${id}` : jsonText(row);
}

/** The query of the page after this one; null where there is none that was not asked for before. */
function searchAfter(
  next: unknown,
  number: number,
  isNews: boolean,
  asked: ReadonlySet<string>,
): string | null {
  const own = ownQuery(next);
  if (own !== null && !asked.has(own)) return own;
  // A server that passes over the number sends the same rows for ever.
  if (!isNews) return null;
  const counted = query({ page: number + 1, page_size: PAGE_SIZE });
  return asked.has(counted) ? null : counted;
}

/** The query in a server's own address of a page, with our size of a page where it names none. */
function ownQuery(next: unknown): string | null {
  if (typeof next !== 'string' || next.length > LONGEST_QUERY) return null;
  const from = next.indexOf('?');
  const fields = new URLSearchParams(from < 0 ? '' : next.slice(from + 1).split('#')[0]);
  if (fields.size === 0) return null;
  const sized = fields.has('page_size') || fields.has('limit');
  return query({ ...Object.fromEntries(fields), ...(sized ? {} : { page_size: PAGE_SIZE }) });
}
