// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://learning.edx.org/"}
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  after,
  alive,
  change,
  clearUnit,
  closePage,
  COURSE,
  drawCourse,
  drawUnit,
  element,
  go,
  makeFrame,
  openPage,
  placeAt,
  ROOT,
  sequential,
  setTitle,
  show,
  startWatching,
  unitPath,
  vertical,
  type Watched,
} from './page.ts';

let watched: Watched;
beforeEach(openPage);
afterEach(() => {
  watched.end();
  expect(alive()).toBe(0);
  closePage();
});

const A1 = unitPath('a', 'a1');
const A2 = unitPath('a', 'a2');
const B1 = unitPath('b', 'b1');
const inA = { sectionTitle: 'Week 1', subsectionTitle: 'Lesson A' };
const inB = { sectionTitle: 'Week 2', subsectionTitle: 'Lesson B' };

/** Shows a unit of subsection A and waits until it is read. */
function settleAt(path = A1, unit = 'a1'): void {
  history.replaceState(null, '', path);
  drawCourse();
  setTitle('Lesson A', 'Week 1');
  drawUnit(vertical(unit), `Unit ${unit}`);
  watched = startWatching();
  after(300);
  expect(watched.last()).toEqual(placeAt(path, { ...inA, unitTitle: `Unit ${unit}` }));
  expect(alive()).toBe(0);
  watched.reports.length = 0;
}

describe('the first unit', () => {
  test('is reported at once, and its subsection as soon as the title has stayed', () => {
    history.replaceState(null, '', A1);
    drawCourse();
    setTitle('Lesson A', 'Week 1');
    drawUnit(vertical('a1'), 'Unit a1');
    watched = startWatching();
    after(20);
    expect(watched.reports).toEqual([placeAt(A1, { unitTitle: 'Unit a1' })]);
    after(250);
    expect(watched.reports.slice(1)).toEqual([placeAt(A1, { ...inA, unitTitle: 'Unit a1' })]);
    expect(alive()).toBe(0);
    after(60_000);
    expect(watched.reports).toHaveLength(2);
  });

  test('is reported after a cold load by the address of a subsection', () => {
    history.replaceState(null, '', `${ROOT}/${sequential('a')}`);
    watched = startWatching();
    after(61);
    change(() => document.body.append(element('<div class="spinner-border"></div>')));
    after(800);
    change(() => document.querySelector('.spinner-border')?.remove());
    change(drawCourse);
    after(13);
    change(() => setTitle('Lesson A', 'Week 1'));
    after(40);
    go(A1);
    after(260);
    expect(watched.reports).toEqual([]);
    change(() => drawUnit(vertical('a1'), 'Unit a1'));
    after(20);
    expect(watched.reports).toEqual([placeAt(A1, { unitTitle: 'Unit a1' })]);
    after(300);
    expect(watched.last()).toEqual(placeAt(A1, { ...inA, unitTitle: 'Unit a1' }));
    expect(alive()).toBe(0);
  });
});

describe('a move', () => {
  test('inside a subsection causes one report, with the right names when the frame is there', () => {
    settleAt();
    go(A2);
    after(71);
    expect([watched.reports, watched.now()]).toEqual([[], null]);
    change(() => drawUnit(vertical('a2'), 'Unit a2'));
    expect(watched.now()).toEqual(placeAt(A2, { ...inA, unitTitle: 'Unit a2' }));
    after(20);
    expect(watched.reports).toEqual([placeAt(A2, { ...inA, unitTitle: 'Unit a2' })]);
    expect(alive()).toBe(0);
  });

  test('to the next subsection never reports its unit with the old titles', () => {
    settleAt();
    go(`${ROOT}/${sequential('b')}/first`);
    after(46);
    change(clearUnit);
    after(10);
    change(() => setTitle('Lesson B', 'Week 2'));
    after(194);
    go(B1);
    after(53);
    change(() => drawUnit(vertical('b1'), 'Unit b1'));
    after(20);
    expect(watched.reports).toEqual([placeAt(B1, { unitTitle: 'Unit b1' })]);
    after(250);
    expect(watched.last()).toEqual(placeAt(B1, { ...inB, unitTitle: 'Unit b1' }));
    expect(alive()).toBe(0);
  });

  test('back to an earlier subsection is reported once, with its titles', () => {
    settleAt();
    go(B1);
    change(() => setTitle('Lesson B', 'Week 2'));
    change(() => drawUnit(vertical('b1'), 'Unit b1'));
    after(300);
    watched.reports.length = 0;
    go(A1);
    after(43);
    change(clearUnit);
    after(5);
    change(() => setTitle('Lesson A', 'Week 1'));
    after(160);
    change(() => drawUnit(vertical('a1'), 'Unit a1'));
    after(20);
    expect(watched.reports).toEqual([placeAt(A1, { ...inA, unitTitle: 'Unit a1' })]);
    expect(alive()).toBe(0);
  });

  test('is reported once more when its title comes after the frame', () => {
    settleAt();
    go(B1);
    change(() => drawUnit(vertical('b1'), 'Unit b1'));
    after(1_500);
    expect(watched.reports).toEqual([placeAt(B1, { unitTitle: 'Unit b1' })]);
    change(() => setTitle('Lesson B', 'Week 2'));
    after(300);
    expect(watched.reports.slice(1)).toEqual([placeAt(B1, { ...inB, unitTitle: 'Unit b1' })]);
    expect(alive()).toBe(0);
  });

  test.each([
    ['with a bar in a name', 'Lesson | B | Week 2 | Demonstration Course | edX'],
    ['of another course', 'Lesson B | Week 2 | Other Course | edX'],
    ['with a bar at the end of a name', 'Lesson B | | Week 2 | Demonstration Course | edX'],
    ['with empty parts', ' |  | Demonstration Course | edX'],
    ['of a tab', 'Progress | Demonstration Course | edX'],
    ['without end', `${'x'.repeat(1e6)} | Week 2 | Demonstration Course | edX`],
    ['that stays the old one', 'Lesson A | Week 1 | Demonstration Course | edX'],
  ])('has no names when the title %s', (_, title) => {
    settleAt();
    go(B1);
    change(() => {
      document.title = title;
      drawUnit(vertical('b1'), 'Unit b1');
    });
    after(2_100);
    expect(watched.reports).toEqual([placeAt(B1, { unitTitle: 'Unit b1' })]);
    expect(alive()).toBe(0);
  });

  test('back and forth before anything was drawn is not reported', () => {
    settleAt();
    go(A2);
    after(5);
    go(A1);
    after(300);
    expect(watched.reports).toEqual([]);
    expect(alive()).toBe(0);
  });

  test('through five units in quick succession reports the last', () => {
    settleAt();
    for (const unit of ['a2', 'a3', 'a4', 'a5', 'a6']) {
      go(unitPath('a', unit));
      after(40);
      change(() => drawUnit(vertical(unit), `Unit ${unit}`));
      after(70);
    }
    after(250);
    expect(watched.last()).toEqual(placeAt(unitPath('a', 'a6'), { ...inA, unitTitle: 'Unit a6' }));
    expect(alive()).toBe(0);
  });

  test('does not include the same address, a query or a hash', () => {
    settleAt();
    go(A1);
    go(`${A1}?jumpToId=x`);
    go(`${A1}#x`);
    expect(alive()).toBe(0);
  });

  test('is reported once more when a name comes while the page is read', () => {
    history.replaceState(null, '', A1);
    drawCourse();
    setTitle('Lesson A', 'Week 1');
    drawUnit(vertical('a1'), 'Unit a1');
    watched = startWatching();
    after(100);
    change(() =>
      document.body.append(
        element('<p class="user-dropdown"><span data-hj-suppress>ada</span></p>'),
      ),
    );
    after(300);
    const [first, ...later] = watched.reports;
    expect(first).not.toHaveProperty('account');
    for (const report of later) expect(report).toHaveProperty('account', 'ada');
    expect(later.length).toBeGreaterThan(0);
  });

  test('back or forward is noticed without a Navigation API', () => {
    Object.defineProperty(window, 'navigation', { configurable: true, value: undefined });
    settleAt();
    history.replaceState(null, '', A2);
    drawUnit(vertical('a2'), 'Unit a2');
    window.dispatchEvent(new Event('popstate'));
    after(20);
    expect(watched.reports).toEqual([placeAt(A2, { ...inA, unitTitle: 'Unit a2' })]);
  });
});

describe('the tab', () => {
  test('reports only in front, and then what it missed', () => {
    settleAt();
    show('hidden');
    go(A2);
    drawUnit(vertical('a2'), 'Unit a2');
    expect(alive()).toBe(0);
    after(60_000);
    expect(watched.reports).toEqual([]);
    expect(watched.now()).toEqual(placeAt(A2, { ...inA, unitTitle: 'Unit a2' }));
    show('visible');
    after(20);
    expect(watched.reports).toEqual([placeAt(A2, { ...inA, unitTitle: 'Unit a2' })]);
    expect(alive()).toBe(0);
  });

  test('stops watching at once when it is hidden', () => {
    settleAt();
    go(A2);
    expect(alive()).toBeGreaterThan(0);
    show('hidden');
    expect(alive()).toBe(0);
  });

  test.each<[string, () => void, number]>([
    ['its window gets the focus', () => window.dispatchEvent(new Event('focus')), 1],
    ['it is visible again', () => (show('hidden'), show('visible')), 1],
    ['it comes back from the cache', () => pageShown(true), 1],
    ['it is loaded', () => pageShown(false), 0],
  ])('reports once more when %s', (_, happens, times) => {
    settleAt();
    happens();
    after(300);
    expect(watched.reports).toHaveLength(times);
    expect(alive()).toBe(0);
  });
});

function pageShown(persisted: boolean): void {
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
}

describe('a blocked page', () => {
  test('is reported at once for an exam, and so is a unit after it', () => {
    settleAt();
    go(B1);
    after(30);
    change(() => {
      clearUnit();
      document.body.append(element('<div data-testid="exam-instructions-title"></div>'));
    });
    expect(watched.now()).toEqual({ kind: 'blocked', reason: 'exam' });
    after(20);
    expect(watched.reports).toEqual([{ kind: 'blocked', reason: 'exam' }]);
    after(15_000);
    expect(alive()).toBe(0);
    change(() => document.querySelector('[data-testid]')?.remove());
    go(A2);
    change(() => drawUnit(vertical('a2'), 'Unit a2'));
    after(20);
    expect(watched.last()).toEqual(placeAt(A2, { ...inA, unitTitle: 'Unit a2' }));
  });

  test('is found by a late sign when the background asks', () => {
    settleAt();
    document.body.append(element('<div data-testid="exam-timer"></div>'));
    expect(watched.now()).toEqual({ kind: 'blocked', reason: 'exam' });
  });

  test('is reported for an unknown course after the page had its time', () => {
    history.replaceState(null, '', A1);
    document.body.append(
      element('<header class="learning-header"><span class="course-title"></span></header>'),
      element('<div class="spinner-border"></div>'),
    );
    watched = startWatching();
    after(5_000);
    expect(watched.reports).toEqual([]);
    change(() => document.querySelector('.spinner-border')?.remove());
    after(1_000);
    expect([watched.reports, watched.now()]).toEqual([[], null]);
    after(1_100);
    expect(watched.reports).toEqual([{ kind: 'blocked', reason: 'unknown-course' }]);
    expect(watched.now()).toEqual({ kind: 'blocked', reason: 'unknown-course' });
    expect(alive()).toBe(0);
  });

  test('is not reported for a unit that does not exist if that lasts, and a later unit still counts', () => {
    settleAt();
    const bogus = unitPath('a', 'bogus');
    go(bogus);
    change(() => drawUnit(vertical('bogus'), null));
    after(1_900);
    expect(watched.reports).toEqual([]);
    after(200);
    expect(watched.reports).toEqual([{ kind: 'none' }]);
    change(() => drawUnit(vertical('bogus'), 'It does'));
    after(100);
    expect(watched.reports).toHaveLength(2);
    expect(watched.reports[1]).toMatchObject({ titles: { unitTitle: 'It does' } });
  });

  test('that breaks down or never loads is no course page, and is left alone after 15 s', () => {
    history.replaceState(null, '', A1);
    watched = startWatching();
    after(1_900);
    expect(watched.reports).toEqual([]);
    after(13_099);
    expect(alive()).toBeGreaterThan(0);
    after(1);
    expect([alive(), watched.reports]).toEqual([0, [{ kind: 'none' }]]);
  });
});

describe('another page', () => {
  test('of no course is reported as no course page', () => {
    history.replaceState(null, '', '/dashboard');
    watched = startWatching();
    after(20);
    expect(watched.reports).toEqual([{ kind: 'none' }]);
    expect(alive()).toBe(0);
  });

  test('that is a tab of the course is reported when it has stayed the same', () => {
    history.replaceState(null, '', `${ROOT}/progress`);
    watched = startWatching();
    after(400);
    change(drawCourse);
    after(200);
    expect(watched.reports).toEqual([]);
    after(100);
    expect(watched.reports).toEqual([placeAt(`${ROOT}/progress`, {})]);
    expect(alive()).toBe(0);
  });

  test('of the old courseware reports a unit tab, which changes no address', () => {
    const path = `/courses/${COURSE}/courseware/week/lesson/1`;
    history.replaceState(null, '', path);
    document.body.append(
      element(
        '<div class="course-header"><span class="course-name">Demonstration Course</span></div>',
      ),
      element(`<div class="sequence" data-id="${sequential('a')}"><ol id="sequence-list">
        <li><button class="nav-item active" data-id="${vertical('a1')}" data-page-title="One"></button></li>
        <li><button class="nav-item" data-id="${vertical('a2')}" data-page-title="Two"></button></li>
      </ol></div>`),
    );
    watched = startWatching();
    after(300);
    const at = (unit: string, unitTitle: string): object => ({
      ...placeAt(path, { unitTitle }),
      unitKey: vertical(unit),
      subsectionKey: sequential('a'),
    });
    expect(watched.reports).toEqual([at('a1', 'One')]);
    // Only an observer of the tab list stays.
    expect(alive()).toBe(1);
    change(() => {
      for (const tab of document.querySelectorAll('.nav-item')) tab.classList.toggle('active');
    });
    after(300);
    expect(watched.reports.slice(1)).toEqual([at('a2', 'Two')]);
    expect(alive()).toBe(1);
  });
});

describe('a hostile page', () => {
  test('with a thousand addresses a second causes a bounded number of reads', () => {
    settleAt();
    let looks = 0;
    const query = document.querySelector.bind(document);
    document.querySelector = (selector: string) => {
      if (selector.includes('instructor-toolbar')) looks += 1;
      return query(selector);
    };
    for (let move = 0; move < 5_000; move += 1) {
      go(unitPath('a', `x${move % 7}`));
      change(() => document.body.classList.toggle('x'));
      after(1);
    }
    expect(looks).toBeLessThan(150);
    after(15_100);
    expect(alive()).toBe(0);
    Reflect.deleteProperty(document, 'querySelector');
  });

  test('with ten thousand frames and titles of 1 MB is read', () => {
    settleAt();
    go(A2);
    change(() => {
      drawUnit(vertical('a2'), 'x'.repeat(1e6));
      for (let frame = 0; frame < 10_000; frame += 1) document.body.append(makeFrame('', 'x'));
      document.title = 'x | '.repeat(25e4);
    });
    after(2_300);
    const unitTitle = 'x'.repeat(1_000);
    expect(watched.reports).toEqual([placeAt(A2, { unitTitle })]);
    expect(alive()).toBe(0);
  });

  test('proves nothing with a frame that names another unit, or none', () => {
    settleAt();
    go(A2);
    for (const src of ['', 'javascript:0', `/course/${COURSE}/${vertical('a2')}`, '/xblock/x']) {
      change(() => {
        clearUnit();
        document.body.append(element('<div class="unit"><h3>Unit a1</h3></div>'));
        document.querySelector('.unit')?.append(makeFrame(src, 'Unit a1'));
      });
      after(100);
    }
    expect([watched.reports, watched.now()]).toEqual([[], null]);
  });

  test('with a thousand units leaves nothing behind', () => {
    settleAt();
    for (let unit = 0; unit < 1_000; unit += 1) {
      go(unitPath('a', `u${unit}`));
      after(40);
      change(() => drawUnit(vertical(`u${unit}`), `Unit ${unit}`));
      after(300);
      expect(alive()).toBe(0);
    }
    expect(watched.reports).toHaveLength(1_000);
  });
});
