import { expect } from 'vitest';
import { textOf, until } from '../../../dev/browser/page-actions.ts';
import { PAGES_ON_OTHER_SITES as PAGES } from '../support/pages.ts';
import {
  batches,
  differences,
  openAll,
  wronglyKept,
  wronglySent,
} from '../support/pages/check-pages.ts';
import type { Says } from '../support/expected-status.ts';
import { session, sessionTest } from '../support/session-test.ts';

const test = sessionTest();

test.override('sessionOptions', { pace: 0.3 });

test.each(batches(PAGES))('Waypoint understands the pages $name', async ({ rows }) => {
  const opened = await openAll(rows);
  expect(await differences(opened)).toEqual({});
  await Promise.all(opened.map(({ page }) => page.close()));
});

test('the API has the places that were saved, and nothing from any other page', () => {
  expect(wronglyKept(PAGES)).toEqual([]);
  expect(wronglySent(PAGES)).toEqual([]);
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
