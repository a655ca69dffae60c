import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { until } from '../../../../dev/browser/page-actions.ts';
import type { Seen } from '../../../../lib/store/items/tabs.ts';
import { textIn } from '../session.ts';
import { session } from '../session-test.ts';
import { asSaid, asSeen, heard } from '../tabs.ts';
import type { Row } from './row.ts';

const BATCH = 12;
const AT_ONCE = 6;
const isExam = ({ says }: Row): boolean => says.kind === 'blocked' && says.reason === 'exam';

export interface Batch {
  readonly name: string;
  readonly rows: readonly Row[];
}

/**
 * Groups rows that can be open together: each course is saved from one row, and an exam stops all
 * others.
 */
export function batches(rows: readonly Row[]): Batch[] {
  const all: Row[][] = [];
  const fits = (batch: Row[], { says }: Row): boolean =>
    batch.length < BATCH &&
    (says.kind !== 'saved' ||
      batch.every(
        (one) => one.says.kind !== 'saved' || one.says.place.course !== says.place.course,
      ));
  for (const row of rows.filter((one) => !isExam(one))) {
    const batch = all.find((one) => fits(one, row));
    if (batch) batch.push(row);
    else all.push([row]);
  }
  return [...all, rows.filter(isExam)]
    .filter(({ length }) => length > 0)
    .map((batch, i) => ({ rows: batch, name: `${i + 1}: ${batch[0]?.page} …` }));
}

export interface Opened {
  readonly row: Row;
  readonly page: Page;
}

/** Returns how a page differs from what it should be, or null. */
function difference({ says }: Row, seen: Seen | null): object | null {
  // Compares as JSON, which has no `undefined`.
  const [is, should] = [asSeen(seen), asSaid(says, seen)].map((one) =>
    JSON.parse(JSON.stringify(one)),
  );
  if (!isDeepStrictEqual(is, should)) return { is, should };
  if (says.kind !== 'saved') return null;
  const text = textIn(session.memoryOf(says.place.course));
  return text.includes(`(key "${says.place.unit.key}")`) ? null : { inMemory: text };
}

/** Returns the pages that are not as they should be. */
async function wrong(opened: readonly Opened[]): Promise<Opened[]> {
  const all = await heard(session.driver);
  return opened.filter(({ row, page }) => difference(row, all.get(page.url()) ?? null));
}

/** Waits until all pages are as they should be, and returns what is not. */
export async function differences(opened: readonly Opened[]): Promise<object> {
  await until(async () => (await wrong(opened)).length === 0, 'all of it').catch(() => {});
  const all = await heard(session.driver);
  return Object.fromEntries(
    (await wrong(opened)).map(({ row, page }) => [
      row.page,
      difference(row, all.get(page.url()) ?? null),
    ]),
  );
}

/** Opens all rows, a few at a time. */
export async function openAll(rows: readonly Row[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    const some = rows.slice(i, i + AT_ONCE);
    opened.push(
      ...(await Promise.all(some.map(async (row) => ({ row, page: await session.open(row.url) })))),
    );
  }
  return opened;
}

/** Returns the courses that are in memory and should not be, or that should be and are not. */
export function wronglyKept(rows: readonly Row[]): (string | null)[] {
  const kept = new Set<string | null>(session.memories().map(({ catalogItemId }) => catalogItemId));
  const wanted = new Set(
    rows.flatMap(({ says }) => (says.kind === 'saved' ? [says.place.course.key] : [])),
  );
  return [...kept.symmetricDifference(wanted)];
}

/** Returns the courses that were only shown, and of which something was sent all the same. */
export function wronglySent(rows: readonly Row[]): string[] {
  const kept = new Set(session.memories().map(({ catalogItemId }) => catalogItemId));
  const sent = session.api.log.map(({ body }) => body).join('\n');
  return rows
    .flatMap(({ says }) => (says.kind === 'shown' ? [says.courseKey] : []))
    .filter((key) => !kept.has(key) && sent.includes(key));
}
