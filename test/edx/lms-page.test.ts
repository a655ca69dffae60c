// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://courses.edx.org/"}
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEdx } from '../../lib/edx/open-edx.ts';
import type { Reading } from '../../lib/edx/page-reading.ts';
import { emptyMemory } from '../../lib/edx/page-memory.ts';
import {
  BLOCK,
  closePage,
  COURSE,
  COURSE_TITLE,
  element,
  openPage,
  sequential,
  vertical,
} from './page.ts';
import { drawCourseware, type Courseware } from './pages.ts';

beforeEach(openPage);
afterEach(closePage);

const read = (path: string): Reading => {
  history.replaceState(null, '', path);
  return openEdx(window).look(emptyMemory());
};
const LESSON = `/courses/${COURSE}/courseware/w/l/1`;
const keys = { unitKey: vertical('a1'), subsectionKey: sequential('a') };
const titles = { courseTitle: COURSE_TITLE, unitTitle: 'One' };
const names = { sectionTitle: 'Week 1', subsectionTitle: 'Lesson A' };
const crumbs = ['Week 1', 'Lesson A'] as const;

function titlesOf(page: Courseware): unknown {
  document.body.innerHTML = '';
  drawCourseware({ ...keys, ...page });
  const { report } = read(LESSON);
  return report?.kind === 'place' ? report.titles : report;
}

describe('a courseware page', () => {
  test.each([
    ['new keys', COURSE, keys],
    [
      'old keys',
      'edX/DemoX/2014',
      { unitKey: 'i4x://edX/DemoX/vertical/a1', subsectionKey: 'i4x://edX/DemoX/sequential/a' },
    ],
  ])('names the unit of the active tab with %s', (_, course, its) => {
    drawCourseware({ ...its, crumbs });
    const path = `/courses/${course}/courseware/w/l/1`;
    const at = location.origin + path;
    expect(read(path)).toEqual({
      report: { kind: 'place', at, ...its, titles: { ...titles, ...names } },
      tellAfter: 250,
      doneAfter: 250,
    });
  });

  test.each<[string, Courseware, object]>([
    ['a path alone', { path: 'Week 1 > Lesson A > One' }, names],
    ['a path that agrees', { crumbs, path: 'Week 1 > Lesson A > One' }, names],
    ['a path of another lesson', { crumbs, path: 'Week 1 > Lesson B > One' }, {}],
    ['a path of another unit', { crumbs, path: 'Week 1 > Lesson A > Two' }, {}],
    ['a path of another unit alone', { path: 'Week 1 > Lesson A > Two' }, {}],
    ['a path that splits in two ways', { path: 'Week > 1 > Lesson A > One' }, {}],
    [
      'a path that breadcrumbs split',
      { crumbs: ['Week > 1', 'Lesson A'], path: 'Week > 1 > Lesson A > One' },
      { ...names, sectionTitle: 'Week > 1' },
    ],
    [
      'an arrow in the unit’s name',
      { unitTitle: 'A > B', path: 'Week 1 > Lesson A > A > B' },
      { ...names, unitTitle: 'A > B' },
    ],
    ['one breadcrumb', { crumbs: ['Week 1', ''], path: 'Week 1 > Lesson A > One' }, names],
    ['a wrong breadcrumb', { crumbs: ['Week 2', ''], path: 'Week 1 > Lesson A > One' }, {}],
    ['too few names', { path: 'Lesson A > One' }, {}],
    ['an empty name', { path: ' > Lesson A > One' }, {}],
    ['a path without end', { crumbs, path: 'x > '.repeat(25e4) }, {}],
    ['no path', { crumbs }, names],
  ])('uses only names that agree: %s', (_, page, expected) => {
    expect(titlesOf(page)).toEqual({ ...titles, ...expected });
  });

  test('never shows one unit under the names of another, whatever the names are', () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', 'c >', '> d'), { minLength: 1, maxLength: 3 })
      .map((words) => words.join(' '));
    const some = { nil: '' };
    fc.assert(
      fc.property(name, name, name, fc.option(name, some), fc.nat(3), (a, b, c, other, mix) => {
        const shown =
          mix === 0 ? undefined : ([mix === 1 ? a : other, mix === 3 ? other : b] as const);
        const page = { unitTitle: c, path: [a, b, c].join(' > '), ...(shown && { crumbs: shown }) };
        const reported = titlesOf(page) as Record<string, string | undefined>;
        expect(reported['unitTitle']).toBe(c);
        expect([a, undefined]).toContain(reported['sectionTitle']);
        expect([b, undefined]).toContain(reported['subsectionTitle']);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['hidden after it was due', '<div class="hidden-content">no longer available</div>'],
    ['an error page', '<section class="outside-app"><h1>Page not found</h1></section>'],
  ])('with %s has no unit', (_, html) => {
    document.body.append(element(html));
    const { report } = read(LESSON);
    expect(report).toEqual({ kind: 'place', at: location.origin + LESSON, titles: {} });
  });

  test.each([
    '<div class="proctored_exam_status"><div class="exam-timer">59:00</div></div>',
    '<div class="sequence timed-exam entrance"></div>',
    '<div class="sequence proctored-exam instructions"></div>',
    '<p class="sequential-status-message">To access course materials, you must score 50%.</p>',
  ])('is an exam because of %s', (html) => {
    drawCourseware({ ...keys, crumbs });
    document.body.append(element(html));
    for (const path of [LESSON, `/courses/${COURSE}/progress`, `/xblock/${vertical('a1')}`]) {
      expect(read(path).report).toEqual({ kind: 'blocked', reason: 'exam' });
    }
  });
});

describe('a block on its own', () => {
  const draw = (key: string): void =>
    document.body.append(
      element(`<div class="xblock" data-usage-id="${key}" data-block-type="vertical">
        <h2 class="unit-title">Alone</h2></div>`),
    );
  const path = `/xblock/${vertical('a1')}`;
  const place = { kind: 'place', at: location.origin + path, titles: { unitTitle: 'Alone' } };

  test.each([vertical('a1'), vertical('a1').replace('+type', '+branch@published-branch+type')])(
    'is named by its heading when it is %s',
    (key) => {
      draw(key);
      expect(read(path)).toEqual({ report: place, tellAfter: 250, doneAfter: 250 });
    },
  );

  test.each([vertical('a2'), sequential('a'), 'nonsense', ''])('is not found at %j', (key) => {
    draw(key);
    expect(read(path)).toEqual({ report: { kind: 'none' }, tellAfter: 2_000, doneAfter: 2_000 });
  });

  test('is not found on an error page', () => {
    expect(read(path).report).toEqual({ kind: 'none' });
    expect(read(`/xblock/${sequential('a')}`).report).toEqual({ kind: 'none' });
  });

  test('is a place of the course when it is a chapter', () => {
    expect(read(`/xblock/${BLOCK}chapter+block@x`).report).toMatchObject({ kind: 'place' });
  });
});
