import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { PAGES, type Row } from '../support/pages.ts';
import type { Says } from '../support/expected-status.ts';
import { textIn } from '../support/session.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { asSaid, asSeen, heard } from '../support/tabs.ts';
import type { Seen } from '../../../lib/store/items/tabs.ts';

const test = sessionTest();

test.override('sessionOptions', { pace: 0.3 });

const BATCH = 28;
const AT_ONCE = 6;
const isExam = ({ says }: Row): boolean => says.kind === 'blocked' && says.reason === 'exam';

/**
 * Groups rows that can be open together: each course is saved from one row, and an exam stops all
 * others.
 */
function batches(rows: readonly Row[]): Row[][] {
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
  return [...all, rows.filter(isExam)];
}

interface Opened {
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
async function differences(opened: readonly Opened[]): Promise<object> {
  await until(async () => (await wrong(opened)).length === 0, 'all of it', 40_000).catch(() => {});
  const all = await heard(session.driver);
  return Object.fromEntries(
    (await wrong(opened)).map(({ row, page }) => [
      row.page,
      difference(row, all.get(page.url()) ?? null),
    ]),
  );
}

/** Opens all rows, a few at a time. */
async function openAll(rows: readonly Row[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  for (let i = 0; i < rows.length; i += AT_ONCE) {
    const some = rows.slice(i, i + AT_ONCE);
    opened.push(
      ...(await Promise.all(some.map(async (row) => ({ row, page: await session.open(row.url) })))),
    );
  }
  return opened;
}

test.each(batches(PAGES).map((rows, i) => ({ rows, name: `${i + 1}: ${rows[0]?.page} …` })))(
  'Waypoint understands the pages $name',
  async ({ rows }) => {
    const opened = await openAll(rows);
    expect(await differences(opened)).toEqual({});
    await Promise.all(opened.map(({ page }) => page.close()));
  },
);

test('the API has the places that were saved, and nothing from any other page', () => {
  const savedRows = PAGES.flatMap(({ says }) => (says.kind === 'saved' ? [says.place] : []));
  const kept = new Set(session.memories().map(({ catalogItemId }) => catalogItemId));
  expect(kept).toEqual(new Set(savedRows.map(({ course }) => course.key)));
  const others = PAGES.flatMap(({ says }) => (says.kind === 'shown' ? [says.courseKey] : []));
  const sent = session.api.log.map(({ body }) => body).join('\n');
  for (const key of others.filter((one) => !kept.has(one))) expect(sent).not.toContain(key);
});

/** The status in the popup for each kind. */
const KINDS: Record<Says['kind'], string> = {
  saved: 'saved',
  shown: 'not-a-unit',
  blocked: 'blocked',
  none: 'no-course',
  unread: 'no-course',
};

test.each(['Course root', 'Course tab `/dates`', 'Unit seen by staff', 'Access denied'])(
  'the popup agrees beside the page: %s',
  async (name) => {
    const row = PAGES.find(({ page }) => page === name);
    if (!row) throw new Error(`There is no row "${name}".`);
    const page = await session.open(row.url);
    expect(await differences([{ row, page }])).toEqual({});
    const popup = await session.driver.openPopup();
    const kind = () =>
      popup.evaluate(
        () => document.querySelector<HTMLElement>('[data-testid="now-status"]')?.dataset['kind'],
      );
    await until(async () => (await kind()) === KINDS[row.says.kind], KINDS[row.says.kind]);
    const place = await textOf(popup, 'now-place');
    if ('titles' in row.says)
      for (const title of Object.values(row.says.titles)) expect(place).toContain(title);
    else expect(place).toBe('');
    await Promise.all([popup.close(), page.close()]);
  },
);
