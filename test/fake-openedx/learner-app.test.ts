// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://lms.ibl.ai/"}
import { afterEach, describe, expect, test } from 'vitest';
import {
  courses,
  demonstration as course,
  IBL,
  LMS_ORIGIN,
  unitAt,
} from '../../dev/fake-openedx/courses.ts';
import {
  GARDEN_LEARNER_APP,
  learnerStubUrl,
  learnerTabUrl,
  learnerUnitUrl,
  learnerUrl,
} from '../../dev/fake-openedx/learner-app/addresses.ts';
import { TABS } from '../../dev/fake-openedx/learner-app/route.ts';
import { openCourse } from '../../dev/fake-openedx/server.ts';
import {
  closePage,
  find,
  frameAddress,
  linked,
  linesOf,
  loadWhole,
  shownLines,
} from './learner-page.ts';

afterEach(closePage);

const BASE = `/platform/demo-university/course-content/${course.key}`;
const SSO = `${IBL.lms}/ibl/ai/sso/backend/edx/iframe?sso_auth_token=x`;
const key = (n: number): string => unitAt(course, n).unit.key;
const HEADER = `<header><h1 data-testid="navbar-page-title">${course.title}</h1></header>`;
const link = (tab: string, name: string, n: number | null, current: string): string =>
  `<a href="${BASE}/${tab}${tab === 'course' && n !== null ? `?unit_id=${key(n)}` : ''}"${
    tab === current ? ' aria-current="page"' : ''
  }>${name}</a>`;
const labels = (names: readonly string[]): string =>
  `<div aria-hidden="true">${names.map((name) => `<span>${name}</span>`).join('')}</div>`;
const learner = Object.entries(TABS);

/** Returns the tabs of a learner. */
const tabs = (n: number | null, current = 'course'): string =>
  `<div data-testid="course-content-tabs">${labels(Object.values(TABS))}
  <div>${learner.map(([tab, name]) => link(tab, name, n, current)).join('')}</div></div>`;

function crumbs(n: number): string {
  const { section, subsection, unit } = unitAt(course, n);
  return `<div><a href="#">${course.title}</a><svg></svg><a href="#">${section.title}</a><svg></svg>
  <a href="#">${subsection.title}</a><svg></svg><span>${unit.title}</span></div>`;
}
const framed = (tab: string, src = SSO): string =>
  `<div class="active-tab-${tab} course-edx-iframe-container">
  <iframe id="edx-iframe" title="Forum InnerWare" src="${src}"></iframe></div>`;
const SPINNER = '<div><svg class="animate-spin"></svg></div>';
const unit = (n: number): string => HEADER + tabs(n) + crumbs(n) + framed('course');

describe('a page is as the real app draws it', () => {
  const pages: readonly (readonly [string, string, string])[] = [
    ['a unit', learnerUnitUrl(course, 4), unit(4)],
    ['no unit in the address', learnerTabUrl(course), unit(0)],
    [
      'a unit that the course does not have',
      learnerUrl(`course-content/${course.key}/course`, ['unit_id=block-v1:x']),
      `${HEADER}${tabs(null)}<div><a href="#">${course.title}</a><svg></svg><span></span></div>${SPINNER}`,
    ],
    [
      'the mentor’s tab',
      learnerUrl(`course-content/${course.key}/agent`, [`unit_id=${key(4)}`]),
      `${HEADER}${tabs(4, 'agent')}${crumbs(4)}<p>Ask me about this unit.</p><button>Send</button>
      <div style="visibility:hidden">${framed('agent')}</div>`,
    ],
    [
      'progress',
      learnerTabUrl(course, 'progress'),
      `${HEADER}${tabs(0, 'progress')}${crumbs(0)}${framed(
        'progress',
        `${IBL.learning}/learning/course/${course.key}/progress/`,
      )}`,
    ],
    [
      'an error',
      learnerUrl('error/404'),
      '<span>404</span><h1>Page Not Found</h1><a href="/platform/demo-university/home">Home</a>',
    ],
    [
      'the stub of a course',
      learnerStubUrl(`courses/${course.key}`, [], { stay: 60_000 }),
      '<div class="animate-spin rounded-full"></div>',
    ],
  ];

  test.each(pages)('%s', async (_, url, html) => {
    await loadWhole(url);
    expect(shownLines()).toEqual(linesOf(html));
    expect(document.title).toBe('Demo University');
    expect(find('meta[name="generator"]')?.getAttribute('content')).toBe('ibl.ai');
  });

  test('a unit with the later header', async () => {
    const { section, subsection, unit: shown } = unitAt(course, 4);
    const above = [section, subsection].map(
      ({ title }) => `<span data-testid="course-unit-breadcrumb-ancestor"><b>${title}</b></span>`,
    );
    await loadWhole(learnerUnitUrl(course, 4, { release: 'later' }));
    const nav = `<nav aria-label="Course sections">${learner.map(([tab, name]) => link(tab, name, 4, 'course')).join('')}</nav>`;
    const html = `${HEADER}<header data-testid="course-content-header">
      <nav aria-label="Current unit" data-testid="course-unit-breadcrumb">${above.join('')}
      <span aria-current="location">${shown.title}</span></nav>
      <div data-testid="course-content-tabs">${labels(Object.values(TABS))}${nav}</div></header>${framed('course')}`;
    expect(shownLines()).toEqual(linesOf(html.replaceAll(/(<\/?)b>/g, '$1span>')));
  });

  test('an unknown unit under the later header: the course’s name', async () => {
    const query = ['unit_id=block-v1:x'];
    await loadWhole(learnerUrl(`course-content/${course.key}/course`, query, { release: 'later' }));
    expect(find('[data-testid="course-content-header"] h1')?.textContent).toBe(course.title);
    expect(find('[data-testid="course-unit-breadcrumb"]')).toBeNull();
    expect(linked()).toBe(`${BASE}/course`);
  });

  test('what a course is about has a title of its own', async () => {
    await loadWhole(learnerUrl(`courses/${course.key}`));
    expect(document.title).toBe(course.title);
    expect(find('main h1')?.textContent).toBe(course.title);
    expect(find('[data-testid="course-content-tabs"], iframe')).toBeNull();
  });
});

describe('staff', () => {
  const row = (): string[] =>
    Array.from(document.querySelectorAll('[aria-hidden="true"] span'), (one) => one.textContent);
  const hrefs = (): string[] =>
    Array.from(
      document.querySelectorAll('[data-testid="course-content-tabs"] a'),
      (one) => one.getAttribute('href') ?? '',
    );

  test('have links of their own', async () => {
    await loadWhole(learnerUnitUrl(course, 4, { staff: 1 }));
    expect(hrefs().slice(-4)).toEqual([
      `${BASE}/instructor`,
      `${BASE}/analytics`,
      `${BASE}/configuration`,
      `https://studio.learn.iblai.app/course/${course.key}`,
    ]);
  });

  test('have them in a closed menu if there is no room, and in a menu of their own later', async () => {
    await loadWhole(learnerUnitUrl(course, 4, { staff: 1, narrow: 1 }));
    expect(hrefs()).toEqual([`${BASE}/agent`]);
    expect(row()).toContain('Configuration');
    expect(find('[data-testid="course-tabs-overflow-trigger"]')).not.toBeNull();
    closePage();
    await loadWhole(learnerUnitUrl(course, 4, { staff: 1, release: 'later' }));
    expect(row()).toEqual(Object.values(TABS));
    expect(
      find('[data-testid="course-tabs-staff-trigger"][aria-label="Staff tools"]'),
    ).not.toBeNull();
  });

  test('alone may open their pages', async () => {
    await loadWhole(learnerTabUrl(course, 'instructor'));
    expect(location.pathname).toBe('/platform/demo-university/error/403');
    closePage();
    await loadWhole(learnerTabUrl(course, 'instructor', { staff: 1 }));
    expect(frameAddress()).toMatch(/\/iframe\?sso_auth_token=/);
  });
});

test('the frame’s address says nothing of the unit, and leads to the unit', async () => {
  await loadWhole(learnerUnitUrl(course, 4, {}, GARDEN_LEARNER_APP));
  const address = frameAddress();
  expect(address).toMatch(/^https:\/\/learn\.iblai\.app\/ibl\/ai\/sso\/backend\/edx\/iframe\?/);
  expect(address).not.toContain(key(4).split('@').at(-1));
  const { lms } = openCourse({ pace: 0 });
  const reply = await lms(new Request(address));
  expect(reply.status).toBe(302);
  const there = new URL(reply.headers.get('location') ?? '', LMS_ORIGIN);
  expect(there.pathname).toBe(`/xblock/${key(4)}`);
});

test('each course of the demo is in the learner app', async () => {
  await loadWhole(learnerUrl('discover'));
  expect(document.querySelectorAll('main li')).toHaveLength(courses.length);
});
