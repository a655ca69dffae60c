import { notFound } from './rejected.ts';

const DEFAULT_SIZE = 10;
const LARGEST_SIZE = 100;

/** Behind its proxy the real server does not know its own address: links lead to another host, over http. */
const LINK_ORIGIN = 'http://data-manager.example.org';

export interface Page<T> {
  count: number;
  next: string | null;
  previous: string | null;
  results: T[];
}

/** Page numbers as in Django REST framework: a wrong size falls back silently, a wrong page is a 404. */
export function pageOf<T>(all: readonly T[], url: URL): Page<T> {
  const size = readSize(url.searchParams.get('page_size'));
  const last = Math.max(1, Math.ceil(all.length / size));
  const asked = url.searchParams.get('page') ?? '1';
  const number = asked === 'last' ? last : Number(asked);
  if (!/^(\d+|last)$/.test(asked) || number < 1 || number > last) throw notFound('Invalid page.');
  return {
    count: all.length,
    next: number < last ? link(url, number + 1) : null,
    previous: number > 1 ? link(url, number - 1) : null,
    results: all.slice((number - 1) * size, number * size),
  };
}

function readSize(asked: string | null): number {
  const size = Number(asked);
  return asked !== null && /^\d+$/.test(asked) && size > 0
    ? Math.min(size, LARGEST_SIZE)
    : DEFAULT_SIZE;
}

function link(url: URL, page: number): string {
  const target = new URL(url.pathname + url.search, LINK_ORIGIN);
  if (page === 1) target.searchParams.delete('page');
  else target.searchParams.set('page', String(page));
  return target.href;
}
