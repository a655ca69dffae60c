import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import {
  IBL,
  LEARNING_ORIGIN,
  courseUrl,
  coursewareUrl,
  examination,
  lateExam,
  lateTitles,
  legacyCourse,
  unitAt,
  unitUrl,
  type Course,
} from '../../../dev/fake-openedx/courses.ts';
import { next, until } from '../../../dev/browser/page-actions.ts';
import { MOVEMENTS, type Movement } from '../support/movements.ts';
import { bodies, kept, saved } from '../support/pages/saved-place.ts';
import { shows } from '../support/session.ts';
import { freshCourse } from '../support/fresh-course.ts';
import { session, sessionTest } from '../support/session-test.ts';
import { asSeen, heardOf } from '../support/tabs.ts';

const test = sessionTest();

test.override('sessionOptions', { pace: 0.5 });

const visit = (course: Course, n: number): Promise<Page> => session.visit(unitAt(course, n));
const toUnit = (page: Page, course: Course, n: number): Promise<void> =>
  shows(page, unitAt(course, n).unit.key);
/** Waits until the background knows that the page shows the n-th unit, with all of its names. */
async function seen(page: Page, course: Course, n: number): Promise<void> {
  const { key } = unitAt(course, n).unit;
  const isThere = async () => {
    const last = await heardOf(session.driver, page);
    return last?.kind === 'place' && last.place.unitKey === key && last.place.sectionTitle;
  };
  await until(isThere, key);
}

/** Opens a tab beside another one, in the same window. */
const beside = (course: Course, n: number, background = false): Promise<Page> =>
  session.driver.openPage(unitUrl(course, unitAt(course, n).unit), { type: 'tab', background });

/** Movements that may happen at the same time. */
const TOGETHER: Partial<Record<Movement, () => Promise<void>>> = {
  async inside() {
    const course = freshCourse();
    const page = await visit(course, 0);
    await toUnit(page, course, 0);
    await next(page);
    await saved(course, 1);
  },
  async across() {
    const course = freshCourse();
    const page = await visit(course, 2);
    await toUnit(page, course, 2);
    await next(page);
    await saved(course, 3);
  },
  async fast() {
    const course = freshCourse();
    const page = await visit(course, 0);
    for (let n = 1; n <= 10; n += 1) {
      await next(page);
      await toUnit(page, course, n);
    }
    await saved(course, 10);
    const between = unitAt(course, 6).unit.key;
    expect(bodies()).not.toContain(between);
  },
  async autoAdvance() {
    const course = freshCourse();
    const page = await visit(course, 0);
    await toUnit(page, course, 0);
    await page.evaluate(() => window.postMessage({ type: 'plugin.autoAdvance' }, '*'));
    await saved(course, 3);
  },
  async back() {
    const course = freshCourse();
    const page = await visit(course, 2);
    await toUnit(page, course, 2);
    await next(page);
    await toUnit(page, course, 3);
    await page.evaluate(() => history.back());
    await saved(course, 2);
    await page.evaluate(() => history.forward());
    await saved(course, 3);
  },
  async windows() {
    const [one, two] = [freshCourse(), freshCourse()];
    await Promise.all([visit(one, 1), visit(two, 4)]);
    await Promise.all([saved(one, 1), saved(two, 4)]);
  },
  async fromCache() {
    const course = freshCourse();
    const page = await visit(course, 4);
    await seen(page, course, 4);
    await page.evaluate(() => {
      addEventListener(
        'pageshow',
        ({ persisted }) => (document.body.dataset['back'] = `${persisted}`),
      );
    });
    await page.goto(`${LEARNING_ORIGIN}/`);
    await until(async () => (await heardOf(session.driver, page))?.kind === 'none');
    // Firefox's driver reports nothing about a page from the cache that a test could wait for.
    if (session.kind === 'chromium') await page.goBack();
    else await page.evaluate(() => void setTimeout(() => history.back()));
    await seen(page, course, 4);
    if (session.kind === 'chromium') {
      const persisted = () => page.evaluate(() => document.body.dataset['back']).catch(() => null);
      await until(async () => (await persisted()) === 'true', 'the page from the cache');
    }
    await next(page);
    await saved(course, 5);
    await page.close();
  },
  async twoSites() {
    const course = freshCourse();
    const page = await visit(course, 1);
    await seen(page, course, 1);
    const url = unitUrl(course, unitAt(course, 6).unit, IBL);
    const other = await session.open(url);
    await saved(course, 6);
    expect(kept(course)).toContain(url);
    expect(
      session.memories().filter(({ catalogItemId }) => catalogItemId === course.key),
    ).toHaveLength(1);
    await Promise.all([page.close(), other.close()]);
  },
  async lateTitle() {
    const page = await visit(lateTitles, 0);
    await saved(lateTitles, 0);
    await next(page);
    await saved(lateTitles, 1);
    const { subsection } = unitAt(lateTitles, 0);
    const { unit } = unitAt(lateTitles, 1);
    expect(bodies()).not.toContain(`"${subsection.title}\\" > \\"${unit.title}`);
  },
  async legacyTab() {
    const page = await session.open(coursewareUrl(unitAt(legacyCourse, 0)));
    await saved(legacyCourse, 0);
    const address = page.url();
    await page.evaluate(() =>
      document.querySelectorAll<HTMLElement>('#sequence-list .nav-item')[1]?.click(),
    );
    await saved(legacyCourse, 1);
    expect(page.url()).toBe(address);
  },
  async translated() {
    const course = freshCourse();
    const page = await visit(course, 0);
    await toUnit(page, course, 0);
    // Acts like a translator: it changes texts in place and no attributes.
    await page.evaluate(() => {
      const name = document.querySelector('.course-title');
      if (name) name.innerHTML = '<font><font>Curso traducido</font></font>';
      const heading = document.querySelector('.unit h3');
      if (heading) heading.innerHTML = '<font><font>Unidad</font></font>';
    });
    await next(page);
    const { unit } = unitAt(course, 1);
    const words = `Studying "Curso traducido" (key "${course.key}"). Now at: "${unit.title}" (key "${unit.key}").`;
    await until(() => kept(course).includes(words), words);
  },
};

/** Movements for which it matters what is in front. */
const ALONE: Partial<Record<Movement, () => Promise<void>>> = {
  async background() {
    const [front, behind] = [freshCourse(), freshCourse()];
    const page = await visit(front, 0);
    const other = await beside(behind, 4, true);
    await toUnit(other, behind, 4);
    await seen(page, front, 0);
    expect(asSeen(await heardOf(session.driver, other))).toEqual({ kind: 'unread' });
    await other.bringToFront();
    await saved(behind, 4);
    await Promise.all([page.close(), other.close()]);
  },
  async tabs() {
    const [one, two] = [freshCourse(), freshCourse()];
    const first = await visit(one, 1);
    await seen(first, one, 1);
    const second = await beside(two, 4);
    await seen(second, two, 4);
    await first.bringToFront();
    await next(first);
    await Promise.all([saved(one, 2), saved(two, 4)]);
    await Promise.all([first.close(), second.close()]);
  },
  async sameCourse() {
    const course = freshCourse();
    const first = await visit(course, 0);
    await seen(first, course, 0);
    const second = await beside(course, 7);
    await saved(course, 7);
    await first.bringToFront();
    await saved(course, 0);
    await Promise.all([first.close(), second.close()]);
  },
  async lateExam() {
    const page = await visit(lateExam, 0);
    await seen(page, lateExam, 0);
    // Waypoint asks the page when the place is due.
    await until(async () => (await heardOf(session.driver, page))?.kind === 'blocked');
    expect(asSeen(await heardOf(session.driver, page))).toEqual({
      kind: 'blocked',
      reason: 'exam',
    });
    await page.close();
    const course = freshCourse();
    const other = await visit(course, 0);
    await saved(course, 0);
    expect(bodies()).not.toContain(lateExam.key);
    await other.close();
  },
  async timer() {
    const page = await visit(examination, 2);
    await page.waitForSelector('[data-testid="start-exam-button"]');
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('[data-testid="start-exam-button"]')?.click(),
    );
    await page.waitForSelector('[data-testid="exam-timer"]');
    await page.goto(courseUrl(examination, 'progress'));
    const exam = { kind: 'blocked', reason: 'exam' };
    await until(async () => (await heardOf(session.driver, page))?.kind === 'blocked');
    expect(asSeen(await heardOf(session.driver, page))).toEqual(exam);
    await page.close();
    expect(bodies()).not.toContain(examination.key);
  },
};

const rows = (tests: typeof ALONE) =>
  (Object.entries(tests) as [Movement, () => Promise<void>][]).map(
    ([movement, act]) => [MOVEMENTS[movement], act] as const,
  );

describe('at the same time', { concurrent: true }, () => {
  test.each(rows(TOGETHER))('%s', async (_, act) => {
    await act();
  });
});

test.each(rows(ALONE))('%s', async (_, act) => {
  await act();
});
