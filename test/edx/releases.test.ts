// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://learning.edx.org/"}
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  after,
  alive,
  closePage,
  drawCourse,
  element,
  openPage,
  placeAt,
  remembering,
  setTitle,
  startWatching,
  unitPath,
  vertical,
} from './page.ts';
import { openEdx } from '../../lib/edx/open-edx.ts';
import { drawCrumbs, drawRelease, INSTEAD_OF_A_UNIT, RELEASES } from './pages.ts';

beforeEach(openPage);
afterEach(closePage);

const UNIT = unitPath('a', 'a1');
const shown = {
  unitKey: vertical('a1'),
  unitTitle: 'Getting Started',
  section: 'Week 1',
  subsection: 'Lesson A',
};
const names = { sectionTitle: 'Week 1', subsectionTitle: 'Lesson A' };
const nameless = placeAt(UNIT, { unitTitle: 'Getting Started' });
const [, , maple, , teak, ulmo] = RELEASES;

/** Returns what a page reports in the end if it does not change. */
function settled(): unknown {
  history.replaceState(null, '', UNIT);
  const watched = startWatching();
  after(20_000);
  watched.end();
  expect(alive()).toBe(0);
  return watched.last();
}

describe.each(RELEASES)('$name', (release) => {
  test('names unit, section and subsection', () => {
    drawRelease(release, shown);
    expect(settled()).toEqual(placeAt(UNIT, { ...names, unitTitle: 'Getting Started' }));
  });

  test('finds names that contain a bar in the breadcrumbs, or not at all', () => {
    drawRelease(release, { ...shown, section: 'Week | 1' });
    const sure = release.crumbs === 'none' ? {} : { ...names, sectionTitle: 'Week | 1' };
    expect(settled()).toEqual(placeAt(UNIT, { ...sure, unitTitle: 'Getting Started' }));
  });

  test.each(Object.entries(INSTEAD_OF_A_UNIT))('finds no unit in %s', (_, html) => {
    drawCourse();
    document.body.append(element(html));
    if (release.titled) setTitle('Lesson A', 'Week 1');
    drawCrumbs(release.crumbs, 'Week 1', 'Lesson A');
    expect(settled()).toEqual({ kind: 'none' });
  });

  test('finds a place without a name in an honor code, which has a heading and no frame', () => {
    drawRelease(release, shown);
    document
      .querySelector('#unit-iframe')
      ?.replaceWith(element('<p>I agree to the honor code</p>'));
    expect(settled()).toEqual(placeAt(UNIT, {}));
  });
});

describe('breadcrumbs', () => {
  if (!maple || !teak || !ulmo) throw new Error('no such releases');

  test.each([
    ['of another subsection', () => setTitle('Lesson B', 'Week 1')],
    ['of another section', () => setTitle('Lesson A', 'Week 2')],
    ['of another course', () => setTitle('Lesson A', 'Week 1', 'Other Course')],
    ['that is on its way', () => void (document.title = ' |  | Demonstration Course | edX')],
  ])('prove nothing beside a title when %s', (_, retitle) => {
    for (const release of [maple, teak]) {
      document.body.innerHTML = '';
      drawRelease(release, shown);
      retitle();
      expect(settled()).toEqual(nameless);
    }
  });

  test.each([
    ['Course | edX'],
    ['Progress | Demonstration Course | edX'],
    ['My School'],
    [''],
    ['Lesson A | Week 1 | Demonstration Course | My | School'],
  ])('count beside the title %j', (title) => {
    drawRelease(teak, shown);
    document.title = title;
    expect(settled()).toMatchObject({ titles: names });
  });

  test.each([
    ['one more', '<li data-testid="breadcrumb-item">Another</li>'],
    ['one more, in the old way', '<li>Another</li>'],
  ])('with %s have another meaning', (_, html) => {
    for (const release of [maple, teak]) {
      document.body.innerHTML = '';
      drawRelease(release, shown);
      document.querySelector('nav ol')?.append(element(html));
      document.title = 'My School';
      const items = document.querySelectorAll('[data-testid="breadcrumb-item"]').length;
      expect(settled()).toEqual(
        items === 2 ? placeAt(UNIT, { ...names, unitTitle: 'Getting Started' }) : nameless,
      );
    }
  });

  test('are ignored while they are empty', () => {
    drawRelease(teak, { ...shown, subsection: ' ' });
    document.title = 'My School';
    expect(settled()).toEqual(nameless);
  });

  test('are ignored when they are known to belong to another subsection', () => {
    drawRelease(maple, shown);
    document.title = 'My School';
    history.replaceState(null, '', UNIT);
    const reading = openEdx(window).look(remembering('b', JSON.stringify(['Week 1', 'Lesson A'])));
    expect(reading.report).toEqual(nameless);
    expect(reading.learn).toBeUndefined();
  });
});
