import { describe, expect, test } from 'vitest';
import { objection } from '../../lib/background/tabs/ask-tab.ts';
import {
  decidedByAddress,
  isSameSpot,
  isUnit,
  placeOf,
} from '../../lib/domain/place-from-report.ts';
import { COURSE, unit } from '../harness/sample-places.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const BLOCK = 'block-v1:edX+DemoX+Demo_Course+type@';
const VERTICAL = `${BLOCK}vertical+block@one`;
const OLD_COURSE = 'edX/DemoX/2014';
const LMS = 'https://courses.edx.org';
const lesson = (course: string, rest: string) => `${LMS}/courses/${course}/courseware/${rest}`;

/** Returns the place of a page that reported these keys. */
function placeAt(url: string, keys: object) {
  const report = { kind: 'place', at: url, titles: { unitTitle: 'One' }, ...keys } as const;
  return placeOf(report, url, NOW);
}

describe('a courseware page of the LMS', () => {
  test.each([
    ['new keys', COURSE, VERTICAL, `${BLOCK}sequential+block@s`],
    ['old keys', OLD_COURSE, 'i4x://edX/DemoX/vertical/one', 'i4x://edX/DemoX/sequential/s'],
    [
      'keys of a CCX',
      'ccx-v1:a+b+c+ccx@7',
      'ccx-block-v1:a+b+c+ccx@7+type@vertical+block@one',
      'ccx-block-v1:a+b+c+ccx@7+type@sequential+block@s',
    ],
  ])('gives unit and subsection with %s', (_, course, unitKey, subsectionKey) => {
    const place = placeAt(lesson(course, 'w/l/1'), { unitKey, subsectionKey });
    expect(place).toMatchObject({ courseKey: course, unitKey, subsectionKey });
    expect(place && isUnit(place)).toBe(true);
  });

  test('drops branch, version and revision of its keys', () => {
    const written = 'block-v1:edX+DemoX+Demo_Course+branch@draft+type@vertical+block@one';
    expect(placeAt(lesson(COURSE, 'w/l/'), { unitKey: written })?.unitKey).toBe(VERTICAL);
    const old = 'i4x://edX/DemoX/vertical/one@draft';
    expect(placeAt(lesson(OLD_COURSE, 'w/l/'), { unitKey: old })?.unitKey).toBe(
      'i4x://edX/DemoX/vertical/one',
    );
  });

  test.each([
    [COURSE, 'block-v1:a+b+c+type@vertical+block@x'],
    [COURSE, 'i4x://edX/DemoX/vertical/one'],
    [OLD_COURSE, 'i4x://edX/Other/vertical/one'],
    [OLD_COURSE, VERTICAL],
    [COURSE, 'nonsense'],
    [COURSE, COURSE],
    [COURSE, ''],
  ])('of %s uses no key of another course: %s', (course, unitKey) => {
    const place = placeAt(lesson(course, 'w/l/'), { unitKey, subsectionKey: unitKey });
    expect(place).not.toHaveProperty('unitTitle');
    expect(place).not.toHaveProperty('unitKey');
    expect(place).not.toHaveProperty('subsectionKey');
    expect(place && isUnit(place)).toBe(false);
  });
});

describe('a page of the learner app', () => {
  const school = 'https://lms.ibl.ai/platform/garden/course-content';
  const page = `${school}/${COURSE}/course`;
  const [ONE, TWO] = ['one', 'two'].map((id) => `${BLOCK}vertical+block@${id}`);
  const told = (unitKey: string | undefined, at: string, tab: string) =>
    placeOf(
      {
        kind: 'place',
        at,
        titles: { courseTitle: 'Demo', unitTitle: 'One' },
        ...(unitKey === undefined ? {} : { unitKey }),
      },
      tab,
      NOW,
    );

  test('is a unit, with an address that leads back to it and holds nothing else', () => {
    const url = `${page}?unit_id=${ONE}`;
    const place = told(ONE, url, `${page}?token=secret&unit_id=${ONE}&ibl-data=x#y`);
    expect(place).toMatchObject({ view: 'learner-app', courseKey: COURSE, unitKey: ONE, url });
    expect(place && isUnit(place)).toBe(true);
    expect(JSON.stringify(place)).not.toContain('secret');
  });

  test('is no unit by its address alone, because the app opens any address', () => {
    const url = `${page}?unit_id=${ONE}`;
    const place = told(undefined, url, url);
    expect(place).not.toHaveProperty('unitKey');
    expect(place && isUnit(place)).toBe(false);
    expect(told(TWO, url, url)).toBeNull();
  });

  test('is the unit that the page names if the address names none', () => {
    const place = told(ONE, page, page);
    expect(place).toMatchObject({ unitKey: ONE, url: `${page}?unit_id=${ONE}` });
    expect(place && isUnit(place)).toBe(true);
    expect(told(undefined, page, page)).toMatchObject({ url: page });
  });

  test.each(['block-v1:a+b+c+type@vertical+block@x', 'nonsense', BLOCK])(
    'is no unit by a key that is not of the course: %s',
    (key) => {
      const place = told(key, page, page);
      expect(place).toMatchObject({ courseTitle: 'Demo', url: page });
      expect(place).not.toHaveProperty('unitKey');
      expect(place).not.toHaveProperty('unitTitle');
    },
  );

  test.each([
    ['another unit', `${page}?unit_id=${ONE}`, `${page}?unit_id=${TWO}`],
    ['a unit, from an address without', page, `${page}?unit_id=${TWO}`],
    ['no unit', `${page}?unit_id=${ONE}`, page],
    ['another tab', page, `${school}/${COURSE}/agent`],
  ])('is no place any more when the tab has moved on to %s', (_, at, tab) => {
    expect(told(ONE, at, tab)).toBeNull();
  });

  test('is the same place with and without the unit in the address, and not with another', () => {
    expect(isSameSpot(`${page}?unit_id=${ONE}`, page)).toBe(true);
    expect(isSameSpot(`${page}?unit_id=${ONE}`, `${page}?unit_id=${TWO}`)).toBe(false);
  });
});

test.each([
  [
    `https://x.org/preview${new URL(unit('a').url).pathname}`,
    { kind: 'blocked', reason: 'preview' },
  ],
  [`https://x.org/authoring/course/${COURSE}`, { kind: 'blocked', reason: 'authoring' }],
  [`https://x.org/container/${VERTICAL}`, { kind: 'blocked', reason: 'authoring' }],
  [`https://x.org/gradebook/${COURSE}`, { kind: 'blocked', reason: 'staff' }],
  [`${LMS}/courses/${COURSE}/instructor`, { kind: 'blocked', reason: 'staff' }],
  [`https://x.org/course/${COURSE}/progress/7`, { kind: 'blocked', reason: 'staff' }],
  [`https://x.org/course-content/${COURSE}/analytics`, { kind: 'blocked', reason: 'staff' }],
  [`https://x.org/course/${COURSE}/access-denied`, { kind: 'none' }],
  [`${LMS}/courses/${COURSE}/about`, { kind: 'none' }],
  [`${LMS}/courses/${COURSE}/jump_to_id/x`, { kind: 'none' }],
  ['https://x.org/dashboard', { kind: 'none' }],
  [unit('a').url, null],
  [`https://x.org/course-content/${COURSE}/agent`, null],
])('the address alone decides, whatever the page reports: %s', (url, report) => {
  expect(decidedByAddress(url)).toEqual(report);
  if (report) expect(placeAt(url, { unitKey: VERTICAL })).toBeNull();
});

test.each([
  unit('a').url,
  `${LMS}/xblock/${VERTICAL}`,
  `${LMS}/courses/${COURSE}/progress`,
  `https://learning.edx.org/course/${COURSE}/home`,
])('a page whose address contains everything uses no key from the page: %s', (url) => {
  const other = `${BLOCK}vertical+block@other`;
  const place = placeAt(url, { unitKey: other, subsectionKey: other });
  expect(JSON.stringify(place)).not.toContain(other);
});

describe('a block on its own', () => {
  test.each([
    ['vertical', true],
    ['problem', false],
    ['html', false],
    ['video', false],
    ['library_content', false],
    ['a-new-type', false],
  ])('is a unit by its type: %s, %s', (type, is) => {
    const unitKey = `${BLOCK}${type}+block@x`;
    const place = placeAt(`${LMS}/xblock/${unitKey}?show_title=1`, {});
    expect(place).toMatchObject({ courseKey: COURSE, unitKey, view: 'xblock' });
    expect(place && isUnit(place)).toBe(is);
  });

  test('is no place when it is a subsection', () => {
    const place = placeAt(`${LMS}/xblock/${BLOCK}sequential+block@s`, {});
    expect(place && isUnit(place)).toBe(false);
  });
});

test('a unit without its subsection is not complete yet', () => {
  const place = placeAt(`https://learning.edx.org/course/${COURSE}/${VERTICAL}`, {});
  expect(place).toMatchObject({ unitKey: VERTICAL });
  expect(place && isUnit(place)).toBe(false);
});

describe('the same place', () => {
  const here = lesson(COURSE, 'week/one/2');
  test.each([
    [here, true],
    [lesson(COURSE, 'week/one/'), true],
    [lesson(encodeURIComponent(COURSE), 'week/o%6Ee/7'), true],
    [lesson(COURSE, 'week/two/2'), false],
    [lesson(COURSE, 'weak/one/2'), false],
    [lesson(COURSE, ''), false],
    [here.replace('courses.', 'learning.'), false],
    ['nonsense', false],
    [here.replace('courses.', 'courses .'), false],
  ])('is compared: %s', (other, same) => {
    expect(isSameSpot(here, other)).toBe(same);
  });

  test('a blocked page blocks its whole subsection, and an exam elsewhere blocks everything', () => {
    const place = placeAt(lesson(COURSE, 'week/one/1'), { unitKey: VERTICAL });
    if (!place) throw new Error('no place');
    const answer = (at: string, reason: 'exam' | 'staff') =>
      ({ kind: 'said', at, report: { kind: 'blocked', reason } }) as const;
    const objected = (rest: string, reason: 'exam' | 'staff') =>
      objection(place, answer(lesson(COURSE, rest), reason));
    expect(objected('week/one/3', 'exam')).toBe('refused');
    expect(objected('week/one/', 'staff')).toBe('refused');
    expect(objected('week/exam/', 'exam')).toBe('exam');
    expect(objected('week/exam/', 'staff')).toBeNull();
  });
});
