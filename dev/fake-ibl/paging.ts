import { notFound } from './api-error.ts';
import type { Switches } from './server-variants.ts';

const DEFAULT_SIZE = 10;

/**
 * The origin of links. Behind its proxy the real server does not know its own address, so its links
 * lead to another host, over http.
 */
const LINK_ORIGIN = 'http://data-manager.example.org';

type Paging = Pick<Switches, 'paging' | 'largestPage' | 'overcount'>;

export interface Page<T> {
  readonly results: T[];
  /** The fields around the rows; null for a bare list. */
  readonly around: {
    readonly count?: number;
    next?: string | null;
    previous?: string | null;
  } | null;
}

/**
 * Returns a page as a kind of server does: by numbers as Django REST framework, by cursors, by
 * offsets, or everything at once.
 */
export function pageOf<T>(
  all: readonly T[],
  url: URL,
  { paging, largestPage, overcount }: Paging,
): Page<T> {
  const query = url.searchParams;
  const size = sizeIn(query.get(paging === 'offset' ? 'limit' : 'page_size'), largestPage);
  const count = all.length + overcount;
  if (paging === 'list') return { results: [...all], around: null };
  if (paging === 'cursor' || paging === 'offset') {
    const name = paging === 'cursor' ? 'cursor' : 'offset';
    const from = Number(query.get(name)?.replace('p', '') ?? 0);
    const to = from + size;
    const at = (place: number) => (paging === 'cursor' ? `p${place}` : String(place));
    const next = to < all.length ? linkTo(url, { [name]: at(to) }) : null;
    const around = { next, previous: null };
    return {
      results: all.slice(from, to),
      around: paging === 'cursor' ? around : { count, ...around },
    };
  }
  const last = Math.max(1, Math.ceil(all.length / size));
  const asked = query.get('page') ?? '1';
  const number = asked === 'last' ? last : Number(asked);
  if (!/^(\d+|last)$/.test(asked) || number < 1 || number > last) throw notFound('Invalid page.');
  const results = all.slice((number - 1) * size, number * size);
  if (paging === 'count') return { results, around: { count } };
  const next = number < last ? linkTo(url, { page: String(number + 1) }) : null;
  const previous = number > 1 ? linkTo(url, { page: String(number - 1) }) : null;
  return { results, around: { count, next, previous } };
}

/** Returns the page size. A wrong size falls back silently; a large one is cut. */
function sizeIn(asked: string | null, largest: number): number {
  const size = Number(asked);
  const usable = asked !== null && /^\d+$/.test(asked) && size > 0;
  return Math.min(usable ? size : DEFAULT_SIZE, largest);
}

function linkTo(url: URL, fields: Readonly<Record<string, string>>): string {
  const target = new URL(url.pathname + url.search, LINK_ORIGIN);
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'page' && value === '1') target.searchParams.delete(name);
    else target.searchParams.set(name, value);
  }
  // A cursor or an offset replaces the page number.
  if (!('page' in fields)) target.searchParams.delete('page');
  return target.href;
}
