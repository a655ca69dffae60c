// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://lms.ibl.ai/"}
import { afterEach, beforeEach, expect, test } from 'vitest';
import { learnerApp } from '../../lib/edx/learner-app/page.ts';
import { emptyMemory } from '../../lib/edx/page-memory.ts';
import {
  APP_PATH,
  appPath,
  COURSE_NAME,
  drawFrame,
  drawLearnerApp,
  drawNames,
  unitName,
} from './learner-app-page.ts';
import { closePage, element, openPage, vertical } from './page.ts';

beforeEach(openPage);
afterEach(closePage);

function read(path = appPath('a1')) {
  history.replaceState(null, '', path);
  return learnerApp(window).look(emptyMemory()).report;
}

function drawUnit(version: 'earlier' | 'later'): void {
  drawLearnerApp(version);
  drawNames(version, 'a1');
  drawFrame();
}

const UNIT = {
  kind: 'place',
  unitKey: vertical('a1'),
  titles: { courseTitle: COURSE_NAME, sectionTitle: 'Roots', unitTitle: unitName('a1') },
};

test.each(['earlier', 'later'] as const)(
  'a unit has the names of the %s breadcrumbs',
  (version) => {
    drawUnit(version);
    expect(read()).toMatchObject(UNIT);
  },
);

test('a link in the page that is like the earlier breadcrumbs does not count beside today’s', () => {
  drawUnit('later');
  document
    .querySelector('main')
    ?.prepend(element('<p><a href="#">More</a><span>Something else</span></p>'));
  expect(read()).toMatchObject(UNIT);
});

test('a learner has a tab called Instructors', () => {
  drawUnit('earlier');
  document.querySelector('[aria-hidden]')?.append(element('<span>Instructors</span>'));
  expect(read()).toMatchObject(UNIT);
});

test.each([
  ['[aria-hidden]', '<span>Instructor</span>'],
  ['[aria-hidden]', '<span>Authoring</span>'],
  ['main', `<a href="${APP_PATH.replace(/course$/, 'configuration')}">Configuration</a>`],
  ['main', '<button data-testid="course-tabs-staff-trigger"></button>'],
])('staff are known by what stands in %s: %s', (where, html) => {
  drawUnit('earlier');
  document.querySelector(where)?.append(element(html));
  expect(read()).toEqual({ kind: 'blocked', reason: 'staff' });
});

test.each(['exam-time-info', 'end-exam-warning'])('an exam is known by #%s', (id) => {
  drawUnit('earlier');
  document.querySelector('main')?.append(element(`<div id="${id}"></div>`));
  expect(read()).toEqual({ kind: 'blocked', reason: 'exam' });
});

test.each([
  ['the address and the link name two units', () => drawNames('earlier', 'a2')],
  ['the frame shows another page of the course', () => frame().setAttribute('src', 'https://x/y')],
  ['there is no frame', () => frame().remove()],
  [
    'the app found no such unit',
    () => document.querySelector('a.course')?.setAttribute('href', APP_PATH),
  ],
])('nobody is in a unit while %s', (_, change) => {
  drawUnit('earlier');
  change();
  expect(read() ?? {}).not.toHaveProperty('unitKey');
});

const frame = (): Element => document.querySelector('#edx-iframe') ?? document.body;
