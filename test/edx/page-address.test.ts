import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLearnerAppAddress } from '../../lib/edx/learner-app/address.ts';
import { readLocation } from '../../lib/edx/location.ts';
import { readPageAddress } from '../../lib/edx/page-address.ts';
import { course, encodeTimes, oldCourse, prefix, word } from './arbitraries.ts';
import cases from './edx-url-cases.json' with { type: 'json' };

/*
 * The page's script reads addresses by their form, the worker by every rule. The script may find a
 * page of a course where the worker finds none, never the other way round, and never another key.
 */

/** Checks that the script finds what the worker finds. */
function agrees(address: string): void {
  const url = new URL(address).href;
  const exact = readLocation(url);
  if (!exact?.courseKey) return;
  const { view, courseKey, subsectionKey, unitKey } = exact;
  if (view.startsWith('learner-app')) {
    expect(readLearnerAppAddress(new URL(url))).toEqual({
      courseKey,
      isUnit: view === 'learner-app',
      unitKey,
    });
    return;
  }
  const found = readPageAddress(new URL(url));
  expect(found).not.toBeNull();
  // A worker refuses these whatever the page says.
  if (['preview', 'access-denied', 'jump'].includes(view)) return;
  expect(found).toMatchObject(
    view === 'xblock'
      ? { by: 'lms', unitKey: unitKey ?? subsectionKey }
      : { by: /^(?:legacy|lti)/.test(view) ? 'lms' : 'mfe', unitKey, subsectionKey },
  );
  expect(found?.kind === 'courseware').toBe(view === 'legacy-courseware');
}

test.each(cases)('agrees about $url', ({ url }) => agrees(url));

test('agrees about every address of a course', () => {
  const types = fc.constantFrom('vertical', 'problem', 'x', 'sequential', 'chapter');
  const ends = fc.constantFrom('', '/', '/first', '/last', '/more', '/a/b');
  const depth = fc.integer({ min: 0, max: 3 });
  fc.assert(
    fc.property(
      fc.tuple(course, word, types, word, types, prefix, depth, ends),
      ([c, one, first, two, second, front, times, end]) => {
        const [key, a, b] = [c, c.block(first, one), c.block(second, two)].map(({ written }) =>
          encodeTimes(written, times),
        );
        for (const path of [
          `${front}/course/${key}${end}`,
          `${front}/course/${key}/${a}${end}`,
          `${front}/course/${key}/${a}/${b}`,
          `${front}/course/${key}/progress${end}`,
          `/courses/${key}/courseware${end}`,
          `/courses/${key}${end}`,
          `/xblock/${a}`,
          `/discussions/${key}/posts`,
          `/lti_provider/courses/${key}/${a}`,
          `/course-content/${key}/course?unit_id=${a}`,
          `/platform/x/course-content/${key}/course?a=b&unit_id=${b}#c`,
          `/platform/x/course-content/${key}/agent${end}`,
        ])
          agrees(`https://x.org${path}`);
      },
    ),
  );
  fc.assert(
    fc.property(oldCourse, depth, ends, (key, times, end) => {
      const path = key.split('/').map((part) => encodeTimes(part, times));
      agrees(`https://x.org/courses/${path.join('/')}${end}`);
      agrees(`https://x.org/courses/${path.join('/')}/courseware${end}`);
    }),
  );
});

const COURSE = 'course-v1:A+B+C';
const UNIT = 'block-v1:A+B+C+type@vertical+block@u1';

test.each([
  ['', true, null],
  ['?', true, null],
  ['?tab=1', true, null],
  [`?unit_id=${UNIT}`, true, UNIT],
  [`?token=x&unit_id=${UNIT}&data=y`, true, UNIT],
  ['?unit_id=', false, null],
  [`?unit_id=${UNIT}&unit_id=${UNIT}`, false, null],
  [`?x_unit_id=${UNIT}`, false, null],
  [`?x_unit_id=${UNIT}&unit_id=${UNIT}`, false, null],
  [`?unit_id=${encodeURIComponent(UNIT)}`, false, null],
  ['?unit_id=block-v1:A+B+C+type@sequential+block@u1', false, null],
  ['?unit_id=block-v1:A+B+D+type@vertical+block@u1', false, null],
  [`?unit_id=${COURSE}`, false, null],
  ['?unit_id=i4x://A/B/vertical/u1', false, null],
  [`?unit_id=${'x'.repeat(100_000)}`, false, null],
  [`#?unit_id=${UNIT}`, true, null],
])('a query of the learner app names a unit by its one unit_id: %s', (rest, isUnit, unitKey) => {
  for (const front of ['', '/platform/garden', '/platform/course', '/platform/courses']) {
    const url = `https://lms.ibl.ai${front}/course-content/${COURSE}/course${rest}`;
    expect(readLearnerAppAddress(new URL(url))).toEqual({ courseKey: COURSE, isUnit, unitKey });
    agrees(url);
  }
  // No other page's query counts.
  for (const path of [
    `/courses/${COURSE}`,
    `/course/${COURSE}/home`,
    `/x/course-content/${COURSE}/course`,
  ])
    expect(readLocation(`https://lms.ibl.ai${path}${rest}`)?.unitKey).toBeNull();
});

test.each([
  '/platform/x/courses/course-v1:A+B+C',
  '/platform/x/home',
  '/platform/x/error/404',
  '/',
])('no other page of the learner app is one of a course: %s', (path) => {
  expect(readLearnerAppAddress(new URL(`https://lms.ibl.ai${path}`))).toBeNull();
  expect(readLocation(`https://lms.ibl.ai${path}`)?.view).toBe('none');
});
