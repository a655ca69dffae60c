// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://learning.edx.org/"}
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEdx } from '../../lib/edx/open-edx.ts';
import type { Reading } from '../../lib/edx/page-reading.ts';
import { emptyMemory } from '../../lib/edx/page-memory.ts';
import type { Report } from '../../lib/edx/place.ts';
import {
  BLOCK,
  closePage,
  COURSE,
  drawCourse,
  drawUnit,
  element,
  makeFrame,
  openPage,
  placeAt,
  remembering,
  ROOT,
  sequential,
  setTitle,
  SITE,
  unitPath,
  vertical,
} from './page.ts';
import { INSTEAD_OF_A_UNIT } from './pages.ts';

beforeEach(openPage);
afterEach(closePage);

const UNIT = unitPath('a', 'a1');
const TITLE = 'Lesson A | Week 1 | Demonstration Course | edX';
/** The names in the title, in the form in which they are remembered. */
const NAMES = JSON.stringify(['Week 1', 'Lesson A']);
const NONE: Report = { kind: 'none' };
const blocked = (reason: string): object => ({ kind: 'blocked', reason });
const none = emptyMemory();
const SPINNER = '<div class="spinner-border" role="status"></div>';

function read(path: string, known = none): Reading {
  history.replaceState(null, '', path);
  return openEdx(window).look(known);
}

function drawAll(unitTitle = 'Getting Started'): void {
  drawCourse();
  drawUnit(vertical('a1'), unitTitle);
  document.title = TITLE;
}

test.each(['/', '/dashboard?next=/course/course-v1:a+b+c/home', `/redirect/survey/${COURSE}`])(
  'an address without a course is certain at once: %s',
  (path) => {
    drawAll();
    expect(read(path)).toEqual({ report: NONE, tellAfter: 0, doneAfter: 0 });
  },
);

test('a path that is longer than any course needs is no page of a course', () => {
  drawAll();
  expect(read(`${ROOT}/discussion/${'x'.repeat(4_000)}`).report).toEqual(NONE);
});

describe('a unit', () => {
  test('is certain when its frame is there', () => {
    drawAll();
    const named = placeAt(UNIT, {
      sectionTitle: 'Week 1',
      subsectionTitle: 'Lesson A',
      unitTitle: 'Getting Started',
    });
    expect(read(`${UNIT}?jumpToId=x#y`)).toEqual({
      report: placeAt(UNIT, { unitTitle: 'Getting Started' }),
      tellAfter: 0,
      doneAfter: 250,
      learn: { report: named, keep: expect.any(Function) },
    });
    expect(read(UNIT, remembering(sequential('a'), NAMES))).toEqual({
      report: named,
      tellAfter: 0,
      doneAfter: 0,
    });
  });

  test('never gets a title that is known to belong to another subsection', () => {
    drawAll();
    const reading = read(UNIT, remembering(sequential('b'), NAMES));
    expect(reading.report).toEqual(placeAt(UNIT, { unitTitle: 'Getting Started' }));
    expect(reading.learn).toBeUndefined();
  });

  test("has titles in plain text and nothing of the frame's address", () => {
    drawAll(' <b>One</b> | \u2028 مقدمة\t😀\n');
    const { report } = read(UNIT);
    expect(report).toEqual(placeAt(UNIT, { unitTitle: '<b>One</b> | مقدمة 😀' }));
    expect(JSON.stringify(report)).not.toContain('secret');
  });

  test('may have any type', () => {
    drawCourse();
    drawUnit(`${BLOCK}poll+block@p`, 'A poll');
    const path = `${ROOT}/${sequential('a')}/${BLOCK}poll+block@p`;
    expect(read(path).report).toEqual(placeAt(path, { unitTitle: 'A poll' }));
  });

  test('is read from the matching frame when there are several', () => {
    drawAll();
    document.querySelector('.unit')?.prepend(makeFrame('', 'x'), makeFrame('about:blank', 'x'));
    expect(read(UNIT).report).toEqual(placeAt(UNIT, { unitTitle: 'Getting Started' }));
  });

  test('of another frame is not reported, and the page becomes no course page if that lasts', () => {
    drawAll();
    expect(read(unitPath('a', 'a2'))).toEqual({
      report: NONE,
      tellAfter: 2_000,
      doneAfter: Infinity,
    });
  });

  test.each(['', '  ', '\n'])('without a name (%j) is certain when its frame is there', (name) => {
    drawAll(name);
    expect(read(UNIT)).toMatchObject({ report: placeAt(UNIT, {}), tellAfter: 0 });
    const known = read(UNIT, remembering(sequential('a'), NAMES)).report;
    expect(known).toEqual(placeAt(UNIT, { sectionTitle: 'Week 1', subsectionTitle: 'Lesson A' }));
  });

  test('does not exist when the app has no title for it', () => {
    drawCourse();
    drawUnit(vertical('a1'), null);
    expect(read(UNIT)).toEqual({ report: NONE, tellAfter: 2_000, doneAfter: Infinity });
  });

  test('exists when its frame has no title and the site draws it differently, because it has a heading', () => {
    drawCourse();
    drawUnit(vertical('a1'), null);
    document.querySelector('.unit')?.prepend(element('<h1>Getting Started</h1>'));
    expect(read(UNIT)).toMatchObject({ report: placeAt(UNIT, {}), tellAfter: 0 });
  });

  test('without a frame has a place without a name once its heading has stayed', () => {
    drawCourse();
    document.body.append(element('<div class="unit"><h3>Whose?</h3></div>'));
    expect(read(UNIT)).toEqual({ report: placeAt(UNIT, {}), tellAfter: 250, doneAfter: 250 });
  });

  test('that is locked is no unit', () => {
    drawCourse();
    expect(read(UNIT)).toEqual({ report: NONE, tellAfter: 2_000, doneAfter: 2_000 });
  });

  test('that is loading is not reported yet', () => {
    const loading = { report: null, tellAfter: Infinity, doneAfter: Infinity };
    document.body.append(element(SPINNER));
    expect(read(UNIT)).toEqual(loading);
    document.body.innerHTML = '';
    drawCourse();
    document.querySelector('.sequence')?.append(element(SPINNER));
    expect(read(UNIT)).toEqual(loading);
    document.querySelector('.sequence')?.replaceWith(element(SPINNER));
    expect(read(UNIT)).toEqual(loading);
  });

  test.each([
    ['behind the page', 'body', INSTEAD_OF_A_UNIT['a locked subsection'] ?? ''],
    ['in a list beside it', '#main-content', INSTEAD_OF_A_UNIT['a locked subsection'] ?? ''],
    ['behind the page', 'body', '<div class="alert">The due date has passed</div>'],
  ])('that is locked is no unit, although %s keeps loading', (_, beside, lock) => {
    drawCourse();
    document.querySelector('.sequence')?.remove();
    document.querySelector('#main-content')?.append(element(lock));
    document.querySelector(beside)?.append(element(`<aside>${SPINNER}</aside>`));
    expect(read(UNIT)).toEqual({ report: NONE, tellAfter: 2_000, doneAfter: 2_000 });
  });
});

describe('the account', () => {
  const drawAccount = (name: string): void => {
    document.body.append(
      element('<div class="user-dropdown"><button><span data-hj-suppress></span></button></div>'),
    );
    const span = document.querySelector('[data-hj-suppress]');
    if (span) span.textContent = name;
  };
  const accountAt = (path: string): unknown => {
    const { report } = read(path);
    return report?.kind === 'place' ? report.account : report;
  };

  test('is reported with a place, as one short line', () => {
    drawAll();
    expect(accountAt(UNIT)).toBeUndefined();
    drawAccount(`  ada\n${'x'.repeat(1e6)}`);
    expect(accountAt(UNIT)).toBe(`ada ${'x'.repeat(196)}`);
    expect(accountAt(`/courses/${COURSE}/progress`)).toHaveLength(200);
  });

  test.each([
    ['the Learning MFE', '<div class="user-dropdown"><span data-hj-suppress>iris</span></div>'],
    [
      'the LMS',
      '<div class="nav-item"><a class="menu-title"><span class="sr-only">Dashboard for:</span><span class="username">iris</span></a></div>',
    ],
    [
      'MIT, with a full name',
      '<div class="user-dropdown"><button><svg></svg><span class="user-menu-name">iris</span></button></div>',
    ],
    ['the shell', '<header><button id="user-nav-dropdown"><span>iris</span></button></header>'],
    [
      'the shell, with an empty menu of small windows first',
      '<div><i class="user-menu-name"></i><button id="user-nav-dropdown">iris</button></div>',
    ],
    [
      'a page with both, whose username counts',
      '<div><b class="user-menu-name">Iris Moss</b><p class="user-dropdown"><b data-hj-suppress>iris</b></p></div>',
    ],
  ])('is read from the header of %s', (_, html) => {
    drawAll();
    document.body.append(element(html));
    expect(accountAt(UNIT)).toBe('iris');
    expect(accountAt(`/courses/${COURSE}/progress`)).toBe('iris');
  });

  test('is not read from a name elsewhere on a page', () => {
    drawAll();
    document.body.append(element('<ol><li class="username">grace</li></ol>'));
    expect(accountAt(UNIT)).toBeUndefined();
  });

  test('is not reported with a blocked page or a page of no course', () => {
    drawAll();
    drawAccount('ada');
    expect(read('/dashboard').report).toEqual(NONE);
    document.body.append(element('<div data-testid="exam-timer"></div>'));
    expect(read(UNIT).report).toEqual(blocked('exam'));
  });
});

describe('a page that is blocked by what it shows', () => {
  test.each([
    ...[
      'exam-timer',
      'end-button',
      'exam-instructions-title',
      'proctored-exam-instructions-title',
      'timed-exam-instructions-title',
      'practice-exam-instructions-title',
      'onboarding-exam-instructions-title',
      'expired-exam-instructions-title',
      'no-access-exam-instructions-title',
      'start-exam-button',
      'end-exam-button',
      'retry-exam-button',
      'exam-loading-spinner',
      'exam-api-error-component',
      'unknown-status-error',
    ].map((id) => `<div data-testid="${id}"></div>`),
    '<div class="footer-sequence"></div>',
  ])('with %s is an exam, anywhere in the course', (html) => {
    drawAll();
    document.body.append(element(html));
    for (const path of [UNIT, `${ROOT}/progress`, `/courses/${COURSE}/wiki/x`]) {
      expect(read(path)).toEqual({ report: blocked('exam'), tellAfter: 0, doneAfter: Infinity });
    }
    expect(read('/dashboard').report).toEqual(NONE);
  });

  test.each([
    '<div data-testid="instructor-toolbar"></div>',
    '<div role="region"><button id="masquerade-widget-toggle">Staff</button></div>',
    '<nav class="wrapper-preview-menu"></nav>',
  ])('with %s is a staff page', (html) => {
    drawAll();
    document.body.append(element(html));
    expect(read(UNIT)).toEqual({ report: blocked('staff'), tellAfter: 0, doneAfter: Infinity });
  });

  test('is Studio at the address of a course root', () => {
    document.head.append(element('<meta name="openedx-release-line" content="ulmo">'));
    expect(read(ROOT)).toEqual({ report: blocked('authoring'), tellAfter: 0, doneAfter: 0 });
    document.head.querySelector('meta')?.remove();
  });

  test('is a course that could not be loaded', () => {
    document.body.append(
      element('<header class="learning-header"><span class="course-title"></span></header>'),
    );
    const report = blocked('unknown-course');
    expect(read(UNIT)).toEqual({ report, tellAfter: 2_000, doneAfter: 2_000 });
  });
});

describe('a site whose name has bars', () => {
  const told = (title: string) => {
    drawAll();
    document.title = title;
    const { learn, report } = read(UNIT);
    return (learn?.report ?? report) as { titles: object };
  };

  test('has the names that stand in front of the title of the course', () => {
    const titles = { sectionTitle: 'Week 1', subsectionTitle: 'Lesson A' };
    expect(told('Lesson A | Week 1 | Demonstration Course | Garden | School').titles).toMatchObject(
      titles,
    );
  });

  test.each([
    'Lesson | A | Week 1 | Demonstration Course | Garden | School',
    'Lesson A | Week | 1 | Demonstration Course | Garden | School',
    'Demonstration Course | Week 1 | Demonstration Course | Garden | School',
    'Lesson A | Week 1 | Demonstration Course | Demonstration Course | School',
    'Lesson A | Week 1 | Another Course | Garden | School',
    'Lesson A | | Week 1 | Demonstration Course | Garden',
  ])('has no names in a title that splits in more ways than one: %s', (title) => {
    expect(told(title).titles).toEqual({
      courseTitle: 'Demonstration Course',
      unitTitle: 'Getting Started',
    });
  });
});

// A guess: no release of Open edX has a unit's page in the shell yet.
describe('the shell that will follow the Learning MFE', () => {
  const shell = (rest: string) => {
    document.body.innerHTML = `<header class="border-bottom"><button id="user-nav-dropdown">Iris</button><button id="user-nav-dropdown">Iris</button></header>${rest}`;
  };
  const BAR = '<nav class="course-tabs-navigation"></nav>';

  test('is watched on until it draws the unit, because its main part is always there', () => {
    shell('<div id="main-content"></div>');
    expect(read(UNIT)).toEqual({ report: NONE, tellAfter: 2_000, doneAfter: Infinity });
  });

  test('has a unit by its frame, without titles that may lag', () => {
    shell(`${BAR}<div id="main-content"></div>`);
    drawUnit(vertical('a1'), 'Getting Started');
    document.title = 'Dashboard | Garden Site';
    expect(read(UNIT).report).toEqual({
      kind: 'place',
      at: SITE + UNIT,
      titles: { unitTitle: 'Getting Started' },
      account: 'Iris',
    });
  });
});

describe('other pages', () => {
  test.each([
    ['/home', 250],
    ['/dates', 250],
    ['/progress', 250],
    ['/live', 250],
    ['/discussion/topics/x', 250],
    ['/course-end', 250],
    ['/a-tab', 250],
    ['', 2_000],
    [`/${sequential('a')}/first`, 2_000],
    [`/${BLOCK}chapter+block@x`, 2_000],
  ])('%s is a place when it has stayed', (rest, tellAfter) => {
    drawCourse();
    const report = placeAt(ROOT + rest, {});
    expect(read(ROOT + rest)).toEqual({ report, tellAfter, doneAfter: tellAfter });
  });

  test('a page has a place without the name where the site has its own header', () => {
    document.body.append(element('<nav id="courseTabsNavigation"></nav>'));
    expect(read(`${ROOT}/home`).report).toEqual({ ...placeAt(`${ROOT}/home`, {}), titles: {} });
  });

  test('a subsection has its name only when that is known', () => {
    drawCourse();
    setTitle('Lesson A', 'Week 1');
    const path = `${ROOT}/${sequential('a')}`;
    expect(read(path).report).toEqual(placeAt(path, {}));
    const { report } = read(path, remembering(sequential('a'), NAMES));
    expect(report).toEqual(placeAt(path, { sectionTitle: 'Week 1', subsectionTitle: 'Lesson A' }));
  });
});
