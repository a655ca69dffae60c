import type { Page } from 'puppeteer-core';
import { connectNight, inCard, tick } from '../../../dev/browser/connect.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import { OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { IBL, unitAt, unitUrl, type Course, type Site } from '../../../dev/fake-openedx/courses.ts';
import { session } from './session-test.ts';
import { textIn } from './session.ts';

/* A learner with two schools, each with its own sites. */

/** Connects the night school and gives it the site of ibl.ai. */
export async function connectNightWithSite(options: Page): Promise<void> {
  await connectNight(options);
  await textIs(options, inCard(OTHER_ORG, '[data-testid=connection-status]'), 'Night School');
  await tick(options, inCard(OTHER_ORG), new URL(IBL.learning).host);
  await textIs(options, `[data-site="${IBL.learning}"] [data-testid=site-school]`, 'Night School');
}

/** Opens the n-th unit of a course on a site. */
export const study = (course: Course, site: Site, n = 0) =>
  session.open(unitUrl(course, unitAt(course, n).unit, site));

/** Returns the memory of a course at a school. */
export const memoryAt = (org: string, course: Course) =>
  session.api.memories(org, 'ada').find(({ catalogItemId }) => catalogItemId === course.key);

/** Returns a check whether the memory of a course at a school contains its n-th unit. */
export const says =
  (org: string, course: Course, n = 0) =>
  () =>
    textIn(memoryAt(org, course)).includes(`(key "${unitAt(course, n).unit.key}")`);

/** Waits until an element contains a text. */
export const textIs = (page: Page, selector: string, text: string) =>
  until(
    () =>
      page.evaluate(
        (where, what) => document.querySelector(where)?.textContent.includes(what) === true,
        selector,
        text,
      ),
    `"${text}" in ${selector}`,
  );
