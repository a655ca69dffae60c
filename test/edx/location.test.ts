import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCourseKey, parseUsageKey } from '../../lib/edx/course-keys.ts';
import { readLocation } from '../../lib/edx/location.ts';
import { parseAddress } from '../../lib/edx/url-parts.ts';
import { VIEWS, type Location, type View } from '../../lib/edx/place.ts';
import { course, encodeTimes, oldCourse, prefix, word } from './arbitraries.ts';
import cases from './edx-url-cases.json' with { type: 'json' };

const DEMO = 'course-v1:edX+DemoX+Demo_Course';
const BLOCK = 'block-v1:edX+DemoX+Demo_Course+type@';
const [CHAPTER, SEQUENTIAL, VERTICAL] = ['chapter', 'sequential', 'vertical'].map(
  (type) => `${BLOCK}${type}+block@x`,
);
const NOWHERE: Location = { view: 'none', courseKey: null, subsectionKey: null, unitKey: null };

test.each(cases)('reads $url', ({ url, view, courseKey, subsectionKey, unitKey }) => {
  expect(readLocation(url)).toEqual({ view, courseKey, subsectionKey, unitKey });
});

describe('the Learning MFE', () => {
  const mfe = (rest: string) => readLocation(`https://learning.edx.org/course/${DEMO}${rest}`);
  test.each<[string, View, string | undefined, string | undefined]>([
    ['', 'course-root', undefined, undefined],
    ['/', 'course-root', undefined, undefined],
    [`/${SEQUENTIAL}`, 'subsection', SEQUENTIAL, undefined],
    [`/${SEQUENTIAL}/first`, 'subsection', SEQUENTIAL, undefined],
    [`/${SEQUENTIAL}/last/`, 'subsection', SEQUENTIAL, undefined],
    [`/${SEQUENTIAL}/${VERTICAL}/`, 'unit', SEQUENTIAL, VERTICAL],
    [`/${CHAPTER}`, 'section', undefined, undefined],
    [`/${CHAPTER}/${VERTICAL}`, 'unit', undefined, VERTICAL],
    [`/${VERTICAL}`, 'unit', undefined, VERTICAL],
    [`/${SEQUENTIAL}/${BLOCK}poll+block@x`, 'unit', SEQUENTIAL, `${BLOCK}poll+block@x`],
    ['/discussion/topics/x/y', 'discussion', undefined, undefined],
    ['/progress/', 'progress', undefined, undefined],
    ['/some-tab', 'course-tab', undefined, undefined],
  ])('reads %s', (rest, view, subsectionKey = null!, unitKey = null!) => {
    expect(mfe(rest)).toEqual({ view, courseKey: DEMO, subsectionKey, unitKey });
  });

  test.each([
    `/${SEQUENTIAL}/${VERTICAL}/more`,
    `/${SEQUENTIAL}/second`,
    `/${SEQUENTIAL}/block-v1:a+b+c+type@vertical+block@x`,
    `/block-v1:edX+DemoX+Demo_Course+type@vertical`,
    '//home',
    '/i4x:%2F%2FedX%2FDemoX%2Fvertical%2Fx',
    '/%E0%A4%A',
  ])('finds no course in %s', (rest) => expect(mfe(rest)).toEqual(NOWHERE));

  test.each([
    [`https://learning.edx.org/course/edX/DemoX/2014/home`, 'none'],
    [`https://x.org/apps/learning/course/${DEMO}/home`, 'outline'],
    [`https://x.org/apps/learning/preview/course/${DEMO}/home`, 'preview'],
    [`https://x.org/a/b/c/course/${DEMO}/home`, 'none'],
    [`https://x.org/a/b/c/preview/course/${DEMO}/home`, 'none'],
    [`https://x.org/apps/authoring/course/${DEMO}`, 'studio'],
    [`https://x.org/apps/course-authoring/course/${DEMO}/outline`, 'studio'],
    [`https://x.org/apps/gradebook/${DEMO}`, 'instructor'],
    [`https://x.org/apps/instructor-dashboard/${DEMO}/course_info`, 'instructor'],
    [`https://x.org/apps/api/course/${DEMO}/home`, 'none'],
    [`https://x.org/apps/redirect/course/${DEMO}/home`, 'redirect'],
    [`https://x.org/learning/preview/course/${DEMO}/home`, 'preview'],
    [`https://preview.x.org/learning/course/${DEMO}/home`, 'preview'],
    [`https://preview.x.org/courses/${DEMO}/courseware/a/b/1`, 'preview'],
    [`https://preview.x.org/`, 'none'],
    [`https://x.org/course/${DEMO}/progress/42/`, 'instructor'],
    [`https://learning.yoga.studio/course/${DEMO}/home`, 'outline'],
    [`https://studio.x.org/course/${DEMO}`, 'studio'],
    [`https://a.studio.x.org/course/${DEMO}/`, 'studio'],
    [`https://studio.x.org/course/${DEMO}/pages-and-resources`, 'studio'],
    [`https://studio.x.org/learning/course/${DEMO}`, 'studio'],
    [`https://studio.x.org/container/${VERTICAL}`, 'studio'],
    [`https://studio.x.org/xblock/${VERTICAL}`, 'studio'],
    [`https://studio.localhost/course/${DEMO}`, 'studio'],
    [`https://authoring.x.org/course/${DEMO}`, 'studio'],
    [`https://authoring.x.org/course/${DEMO}/container/${VERTICAL}`, 'studio'],
    [`https://x.org/authoring/course/${DEMO}`, 'studio'],
    [`https://course-authoring.edx.org/course/${DEMO}/outline`, 'studio'],
    [`https://x.org/library/library-v1:a+b`, 'studio'],
    [`https://x.org/settings/details/${DEMO}`, 'studio'],
    [`https://x.org/settings/profile`, 'none'],
    [`https://x.org/communications/courses/${DEMO}/bulk_email`, 'instructor'],
    [`https://x.org/learning/redirect/consent/${DEMO}`, 'redirect'],
    [`https://x.org/api/course/${DEMO}`, 'none'],
    [`https://x.org/login?next=/course/${DEMO}/home`, 'none'],
    [`https://x.org/#/course/${DEMO}/home`, 'none'],
    [`https://discussions.edx.org/${DEMO}/posts`, 'discussion'],
  ])('reads %s', (url, view) => expect(readLocation(url)?.view).toBe(view));
});

describe('a host name alone proves nothing, because a school may be called so', () => {
  test.each([
    'communications',
    'api',
    'redirect',
    'gradebook',
    'ora-grading',
    'instructor-dashboard',
    'discussions',
    'authoring',
    'course-authoring',
    'studio',
    'learn.studio',
  ])('reads %s', (name) => {
    for (const host of [`${name}.school.example`, `${name}.co.uk`, `${name}.example`]) {
      const view = (path: string) => readLocation(`https://${host}${path}`)?.view;
      expect(view(`/learning/course/${DEMO}/${SEQUENTIAL}/${VERTICAL}`)).toBe('unit');
      expect(view(`/course/${DEMO}/home`)).toBe('outline');
      expect(view(`/courses/${DEMO}/courseware/a/b/1`)).toBe('legacy-courseware');
      expect(view('/dashboard')).toBe('none');
    }
  });

  test.each([
    [`https://gradebook.edx.org/${DEMO}`, 'none'],
    [`https://communications.x.org/courses/${DEMO}/bulk_email`, 'instructor'],
    [`https://instructor-dashboard.x.org/instructor-dashboard/${DEMO}/grading`, 'instructor'],
    [`https://discussions.x.org/${DEMO}/posts`, 'discussion'],
    [`https://api.x.org/api/courses/v1/courses/${DEMO}`, 'none'],
  ])('recognizes the apps of that name by their paths: %s', (url, view) => {
    expect(readLocation(url)?.view).toBe(view);
  });
});

test.each<[string, View, string | null]>([
  [`/courses/${DEMO}`, 'legacy-course-home', DEMO],
  [`/courses/${DEMO}/info`, 'legacy-course-home', DEMO],
  [`/courses/${DEMO}/wiki/a/b`, 'legacy-tab', DEMO],
  [`/courses/${DEMO}/progress/7/`, 'instructor', null],
  [`/courses/${DEMO}/instructor`, 'instructor', null],
  [`/courses/${DEMO}/discussion/forum`, 'discussion', DEMO],
  ['/courses/edX/DemoX/2014/my_tab/', 'legacy-tab', 'edX/DemoX/2014'],
  ['/courses/edX%2FDemoX%2F2014/courseware/', 'legacy-courseware', 'edX/DemoX/2014'],
  ['/courses/course-v1:a+b/c/d', 'none', null],
  ['/courses/a/b', 'none', null],
  ['/xblock/i4x:%2F%2FedX%2FDemoX%2Fvertical%2Fx', 'none', null],
  [`/xblock/${CHAPTER}`, 'xblock', DEMO],
  [`/lti_provider/courses/${DEMO}/${VERTICAL}`, 'lti', DEMO],
  ['/videos/embed/nothing', 'none', null],
])('reads the LMS address %s', (path, view, courseKey) => {
  const location = readLocation(`https://lms.example.org${path}`);
  expect([location?.view, location?.courseKey]).toEqual([view, courseKey]);
});

test.each([
  '',
  'x',
  'about:blank',
  'ftp://x.org/',
  'file:///course/a',
  'blob:https://x.org/a',
  'https://',
])('finds no address in %j', (text) => expect(readLocation(text)).toBeNull());

const depth = fc.integer({ min: 0, max: 3 });
const types = fc.constantFrom('vertical', 'problem', 'x');

test('reads every valid key back from an address', () => {
  fc.assert(
    fc.property(course, word, word, types, prefix, depth, (c, seq, unit, type, front, times) => {
      const subsection = c.block('sequential', seq);
      const vertical = c.block(type, unit);
      const path = [c.written, subsection.written, vertical.written]
        .map((key) => encodeTimes(key, times))
        .join('/');
      expect(readLocation(`https://x.org${front}/course/${path}?a=${path}#${path}`)).toEqual({
        view: 'unit',
        courseKey: c.key,
        subsectionKey: subsection.key,
        unitKey: vertical.key,
      });
      expect(readLocation(`https://x.org/xblock/${encodeTimes(vertical.written, times)}`)).toEqual({
        view: 'xblock',
        courseKey: c.key,
        subsectionKey: null,
        unitKey: vertical.key,
      });
    }),
  );
  fc.assert(
    fc.property(oldCourse, depth, (key, times) => {
      const path = key.split('/').map((part) => encodeTimes(part, times));
      expect(readLocation(`https://x.org/courses/${path.join('/')}/courseware`)).toEqual({
        ...NOWHERE,
        view: 'legacy-courseware',
        courseKey: key,
      });
    }),
  );
});

/** Checks what must hold for every answer. */
function holds(url: string): void {
  const location = readLocation(url);
  if (location === null) return;
  expect(VIEWS).toContain(location.view);
  const { courseKey, subsectionKey, unitKey } = location;
  if (courseKey !== null) expect(parseCourseKey(courseKey)).toBe(courseKey);
  for (const key of [subsectionKey, unitKey]) {
    if (key !== null) {
      expect(parseUsageKey(key)).toMatchObject({ text: key, courseKey: expect.any(String) });
      expect(parseUsageKey(key)?.courseKey).toBe(courseKey);
    }
  }
}

test('splits each address that a browser writes as URL does', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (text) => {
      const { href, hostname, pathname } = new URL(text);
      const parts = pathname.slice(1).split('/', 16);
      if (parts.at(-1) === '') parts.pop();
      expect(parseAddress(href)).toEqual({ host: hostname, parts });
    }),
  );
  for (const host of ['user:secret@x.org', 'x.org:8443', '[::1]:80', '127.0.0.1']) {
    const { href, hostname } = new URL(`https://${host}/course/a?b/c#d/e`);
    expect(parseAddress(href)).toEqual({ host: hostname, parts: ['course', 'a'] });
  }
});

const noise = fc.string({ unit: 'binary', maxLength: 20 });
const broken = fc
  .record({
    url: fc.constantFrom(...cases.map((row) => row.url)),
    at: fc.nat(400),
    cut: fc.nat(30),
    put: fc.oneof(
      noise,
      fc.constantFrom('%', '%25', '/', '+', '%2F', '\ud800', 'course', '..', '?'),
    ),
  })
  .map(({ url, at, cut, put }) => url.slice(0, at) + put + url.slice(at + cut));

test('no text makes it throw or return an invalid key', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), holds));
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (path) => holds(`https://x.org/course/${path}`)),
  );
  fc.assert(fc.property(broken, holds), { numRuns: 2_000 });
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => holds(url)),
  );
});

test.each([
  ['a segment of 1 MB', '/course/' + 'a'.repeat(1e6)],
  ['a million segments', '/course/'.repeat(1e6)],
  ['a percent sign encoded a hundred thousand times', `/course/%${'25'.repeat(1e5)}`],
  ['plus signs', `/course/course-v1:${'+'.repeat(60_000)}`],
  ['words without end', `/course/course-v1:${'a:'.repeat(30_000)}`],
  ['a query of 10 MB', `/course/${DEMO}?${'?#'.repeat(5e6)}`],
])('finishes at once with %s', (_, path) => holds(`https://x.org${path}`));

test('removes at most eight encodings', () => {
  const url = (times: number) => `https://x.org/course/${encodeTimes(DEMO, times)}/home`;
  expect(readLocation(url(8))?.courseKey).toBe(DEMO);
  expect(readLocation(url(9))).toEqual(NOWHERE);
});
