// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://lms.ibl.ai/"}
import { afterEach, describe, expect, test } from 'vitest';
import { demonstration as course, examination, unitAt } from '../../dev/fake-openedx/courses.ts';
import {
  learnerStubUrl,
  learnerTabUrl,
  learnerUnitUrl,
  learnerUrl,
  type Knobs,
} from '../../dev/fake-openedx/learner-app/addresses.ts';
import {
  closePage,
  crumb,
  find,
  frame,
  frameAddress,
  linked,
  linesOf,
  loadPage,
  loadWhole,
  pass,
  press,
  shownLines,
} from './learner-page.ts';

afterEach(closePage);

const BASE = `/platform/demo-university/course-content/${course.key}`;
const key = (n: number): string => unitAt(course, n).unit.key;

describe('a page that is loaded from the start', () => {
  test('shows nothing, then spinners, then names without a frame, then the frame', async () => {
    await loadPage(learnerUnitUrl(course, 4));
    expect(find('#root')?.childElementCount).toBe(0);
    await pass(150);
    expect(shownLines()).toEqual(linesOf('<div class="animate-spin rounded-full"></div>'));
    await pass(300);
    expect(find('main .animate-spin.rounded-full')).not.toBeNull();
    expect(find('h1, [data-testid="course-content-tabs"]')).toBeNull();
    await pass(500);
    expect([linked(), crumb(), frame()]).toEqual([`${BASE}/course`, '', null]);
    await pass(250);
    expect([crumb(), frame()]).toEqual([unitAt(course, 4).unit.title, null]);
    await pass(300 + 399);
    expect(frame()).toBeNull();
    await pass(1);
    expect(frame()).not.toBeNull();
  });

  test('a course that the school does not have leads to an error', async () => {
    await loadWhole(learnerUrl('course-content/course-v1:No+Such+Course/course'));
    expect(location.pathname).toBe('/platform/demo-university/error/404');
  });

  test('a stub leads on, with its query', async () => {
    const query = [`unit_id=${key(4)}`];
    await loadWhole(learnerStubUrl(`course-content/${course.key}/course`, query));
    expect(location.pathname + location.search).toBe(`${BASE}/course?unit_id=${key(4)}`);
    expect(crumb()).toBe(unitAt(course, 4).unit.title);
  });

  test('an encoded course key in the path is repaired, an encoded unit is not found', async () => {
    const coded = encodeURIComponent(course.key);
    await loadWhole(learnerUrl(`course-content/${coded}/course`, [`unit_id=${key(4)}`]));
    expect(location.pathname).toBe(`${BASE}/course`);
    closePage();
    const unknown = [`unit_id=${encodeURIComponent(key(4))}`];
    await loadWhole(learnerUrl(`course-content/${course.key}/course`, unknown));
    expect([crumb(), frame()]).toEqual(['', null]);
  });

  test('of two units in the address the first counts; a subsection is framed like a unit', async () => {
    const two = [`unit_id=${key(4)}`, `unit_id=${key(5)}`];
    await loadWhole(learnerUrl(`course-content/${course.key}/course`, two));
    expect(linked()).toBe(`${BASE}/course?unit_id=${key(4)}`);
    closePage();
    const { subsection } = unitAt(course, 4);
    await loadWhole(
      learnerUrl(`course-content/${course.key}/course`, [`unit_id=${subsection.key}`]),
    );
    expect([crumb(), frame() !== null]).toEqual([subsection.title, true]);
  });
});

describe('a move to the next unit', () => {
  const before = key(4);
  const after = key(5);
  const stateOf = (old: Element | null) => ({
    query: location.search,
    link: linked()?.split('?')[1],
    unit: crumb(),
    frame: frame() === null ? null : frame() === old ? 'old' : 'new',
  });
  const names = (n: number) => ({
    query: `?unit_id=${key(n)}`,
    link: `unit_id=${key(n)}`,
    unit: unitAt(course, n).unit.title,
  });

  async function begin(knobs: Knobs = {}): Promise<Element | null> {
    await loadWhole(learnerUnitUrl(course, 4, knobs));
    if (Object.keys(knobs).length > 0) history.replaceState(null, '', `?unit_id=${before}`);
    return frame();
  }

  test('changes address, link and breadcrumbs in one task, removes the frame 300 ms later, and makes a new one', async () => {
    const old = await begin();
    const { pathname } = location;
    press('Next lesson');
    await pass(159);
    expect(stateOf(old)).toEqual({ ...names(4), frame: 'old' });
    await pass(1);
    expect(stateOf(old)).toEqual({ ...names(5), frame: 'old' });
    expect(location.pathname).toBe(pathname);
    await pass(299);
    expect(stateOf(old).frame).toBe('old');
    await pass(1);
    expect(stateOf(old)).toEqual({ ...names(5), frame: null });
    expect(find('main svg.animate-spin')).not.toBeNull();
    await pass(400);
    expect(stateOf(old)).toEqual({ ...names(5), frame: 'new' });
    expect(document.title).toBe('Demo University');
  });

  test('takes the paces that the address asks for', async () => {
    const old = await begin({ names: 40, debounce: 600, token: 2_000 });
    press('Next lesson');
    await pass(160);
    expect(stateOf(old)).toEqual({ ...names(4), query: `?unit_id=${after}`, frame: 'old' });
    await pass(40);
    expect(stateOf(old)).toEqual({ ...names(5), frame: 'old' });
    await pass(559);
    expect(stateOf(old).frame).toBe('old');
    await pass(1 + 1_999);
    expect(stateOf(old).frame).toBeNull();
    await pass(1);
    expect(stateOf(old).frame).toBe('new');
  });

  test('goes back and forward without the wait after a click', async () => {
    await begin();
    press('Next lesson');
    await pass(3_000);
    const old = frame();
    history.replaceState(null, '', `?unit_id=${before}`);
    window.dispatchEvent(new PopStateEvent('popstate'));
    expect(stateOf(old)).toEqual({ ...names(4), frame: 'old' });
    await pass(700);
    expect(stateOf(old)).toEqual({ ...names(4), frame: 'new' });
  });

  test('that overtakes another one has the other unit’s frame for a moment, then the frame goes on', async () => {
    await begin({ token: 1_000 });
    press('Next lesson');
    await pass(160 + 300 + 500);
    press('Next lesson');
    await pass(499);
    expect(stateOf(null)).toEqual({ ...names(6), frame: null });
    await pass(1);
    const stale = frame();
    const address = frameAddress();
    expect(stateOf(null)).toEqual({ ...names(6), frame: 'new' });
    await pass(960);
    expect(frame()).toBe(stale);
    expect(frameAddress()).not.toBe(address);
  });
});

test('without a unit in the address, the frame’s load may move link and breadcrumbs', async () => {
  await loadPage(learnerTabUrl(course, 'course', { drift: 1 }));
  await pass(5_000);
  const old = frame();
  expect(crumb()).toBe(unitAt(course, 0).unit.title);
  old?.dispatchEvent(new Event('load'));
  await pass(1_000);
  expect([linked(), crumb()]).toEqual([
    `${BASE}/course?unit_id=${key(1)}`,
    unitAt(course, 1).unit.title,
  ]);
  expect(frame()).toBe(old);
});

describe('a timed exam', () => {
  const url = (knobs: Knobs = {}) => learnerUnitUrl(examination, 2, knobs);
  const start = () => find('[aria-describedby="exam-time-info"]');

  test('shows instructions, then a clock above the frame, then only the frame', async () => {
    await loadWhole(url());
    expect([find('#exam-time-info') !== null, frame()]).toEqual([true, null]);
    expect(find('h2')?.textContent).toBe('The Exam is a Timed Exam (10 minutes)');
    start()?.click();
    await pass(1_000);
    expect(find('#end-exam-warning + iframe')).toBe(frame());
    expect(find('[aria-live="polite"]')?.getAttribute('aria-label')).toMatch(
      /^Time remaining: 00:0\d:\d\d$/,
    );
    find('[aria-describedby="end-exam-warning"]')?.click();
    const yes = Array.from(document.querySelectorAll('button')).find((one) =>
      one.textContent.startsWith('Yes'),
    );
    yes?.click();
    await pass(1_000);
    expect(find('#end-exam-warning, #exam-time-info')).toBeNull();
    expect(frame()).not.toBeNull();
  });

  test('is drawn late the first time, and not at all if its state is unknown', async () => {
    await loadPage(url({ lazy: 500 }));
    await pass(150 + 300 + 500 + 250 + 300 + 400 + 100);
    expect(find('.course-edx-iframe-container')?.childElementCount).toBe(0);
    await pass(500);
    expect(start()).not.toBeNull();
    closePage();
    await loadWhole(url({ 'no-exam-state': 1 }));
    expect([start(), frame() !== null]).toEqual([null, true]);
  });
});
