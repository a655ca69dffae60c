import { expect } from 'vitest';
import { next, until } from '../../../dev/browser/page-actions.ts';
import { SHELL, unitAt, unitUrl } from '../../../dev/fake-openedx/courses.ts';
import { DIFFERENCES } from '../support/differences.ts';
import { MOVEMENTS } from '../support/movements.ts';
import { ADDED_ORIGINS, PAGES_ON_ADDED_SITES as PAGES } from '../support/pages.ts';
import {
  batches,
  differences,
  openAll,
  wronglyKept,
  wronglySent,
} from '../support/pages/check-pages.ts';
import { fresh } from '../support/pages/row.ts';
import { bodies, kept } from '../support/pages/saved-place.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { addSite } from '../support/sites.ts';

const test = sessionTest();

test.override('sessionOptions', async ({ kind, build }) => {
  if (kind !== DIFFERENCES.permissionIsGranted) await build.allow(...ADDED_ORIGINS);
  return { extension: build.folder, pace: 0.3 };
});
test.beforeAll(async () => {
  const options = await session.driver.openOptions();
  for (const origin of ADDED_ORIGINS) await addSite(options, origin, origin);
  await options.close();
});

test.each(batches(PAGES))('Waypoint understands the pages $name', async ({ rows }) => {
  const opened = await openAll(rows);
  expect(await differences(opened)).toEqual({});
  await Promise.all(opened.map(({ page }) => page.close()));
});

test('the API has the places that were saved, and nothing from any other page', () => {
  expect(wronglyKept(PAGES)).toEqual([]);
  expect(wronglySent(PAGES)).toEqual([]);
});

test(MOVEMENTS.shellTitle, async () => {
  const { course } = fresh(0);
  const [from, to] = [unitAt(course, 2), unitAt(course, 3)];
  const says = ({ section, subsection, unit }: typeof to): string =>
    `Now at: "${section.title}" > "${subsection.title}" > "${unit.title}" (key "${unit.key}").`;
  const page = await session.open(unitUrl(course, from.unit, SHELL));
  await until(() => kept(course).includes(says(from)), says(from));
  await next(page);
  await until(() => kept(course).includes(says(to)), says(to));
  expect(bodies()).not.toContain(`"${from.subsection.title}\\" > \\"${to.unit.title}`);
});
