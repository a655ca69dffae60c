import * as z from 'zod/mini';
import { misfitOf } from '../misfit.ts';
import { jsonText } from './json-text.ts';
import { request, type Answer, type Wire } from './http.ts';
import { notIbl } from './not-ibl.ts';
import { query } from './paths.ts';

const page = z.object({
  results: z.array(z.unknown()),
  count: z.optional(z.number()),
  next: z.optional(z.unknown()),
});

const MOST_PAGES = 50;
const PAGE_SIZE = 100;

/** Told before each further page: how many rows there are so far, and the server's count of all. */
export type Turned = (rows: number, count: number) => void;

/**
 * Reads all pages of a list. Pages are counted here: the server's `next` may name another host or
 * miss the path prefix, so it only tells that there is more.
 */
export async function allPages(
  wire: Wire,
  path: string,
  turned?: Turned,
): Promise<Answer<unknown[]>> {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  let serverNow: number | null = null;
  for (let number = 1; number <= MOST_PAGES; number += 1) {
    const search = query({ page: number, page_size: PAGE_SIZE });
    const answer = await request(wire, 'GET', path + search);
    if (!answer.ok) {
      // A list that shrank while it was read.
      const past = answer.fault.kind === 'status' && answer.fault.status === 404 && number > 1;
      if (past) break;
      return answer;
    }
    serverNow = answer.serverNow;
    const parsed = page.safeParse(answer.body);
    if (!parsed.success) {
      const asked = { method: 'GET', path: path + search, status: answer.status } as const;
      return notIbl(wire, asked, misfitOf(parsed.error, answer.body));
    }
    const { results, next, count } = parsed.data;
    // A server that ignores `page` sends the same rows for ever.
    const print = jsonText(results) ?? String(number);
    if (results.length === 0 || seen.has(print)) break;
    seen.add(print);
    rows.push(...results);
    // Newer lists have a count and no `next`.
    const more = next === undefined ? rows.length < (count ?? 0) : next !== null;
    if (!more) break;
    turned?.(rows.length, count ?? rows.length);
  }
  return { ok: true, status: 200, body: rows, serverNow };
}
