// @vitest-environment happy-dom
// @vitest-environment-options {"url": "https://lms.ibl.ai/"}
import * as fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { readLearnerAppAddress } from '../../lib/edx/learner-app/address.ts';
import { learnerApp } from '../../lib/edx/learner-app/page.ts';
import type { Report } from '../../lib/edx/place.ts';
import {
  appPath,
  APP_PATH,
  COURSE_NAME,
  drawLearnerApp,
  LearnerApp,
  lessonName,
  unitName,
} from './learner-app-page.ts';
import {
  after,
  alive,
  change,
  closePage,
  openPage,
  show,
  startWatching,
  vertical,
} from './page.ts';

afterEach(closePage);

const UNITS = ['a1', 'a2', 'b1'] as const;
const move = fc.record({
  unit: fc.constantFrom(...UNITS),
  names: fc.integer({ min: 0, max: 60 }),
  debounce: fc.integer({ min: 100, max: 600 }),
  token: fc.integer({ min: 50, max: 2_000 }),
  /** Time until the learner moves on. */
  stay: fc.oneof(
    fc.integer({ min: 0, max: 120 }),
    fc.integer({ min: 0, max: 2_800 }),
    fc.constant(6_000),
  ),
  hide: fc.boolean(),
});
const stories = fc.record({
  moves: fc.array(move, { minLength: 1, maxLength: 8 }),
  version: fc.constantFrom('earlier' as const, 'later' as const),
  isNarrow: fc.boolean(),
  /** Whether the first address names no unit, and to which unit the names drift after the load. */
  start: fc.constantFrom('named', 'unnamed', 'drifting'),
});

/** Returns the unit that a report names, and checks that all its names are of that unit. */
function unitIn(report: Report): string | undefined {
  expect(report.kind).toBe('place');
  if (report.kind !== 'place') return undefined;
  const { titles, unitKey, at } = report;
  const named = readLearnerAppAddress(new URL(at))?.unitKey;
  expect(JSON.stringify(report)).not.toContain('secret');
  if (titles.courseTitle !== undefined) expect(titles.courseTitle).toBe(COURSE_NAME);
  if (unitKey === undefined) {
    expect(titles).not.toHaveProperty('unitTitle');
    return undefined;
  }
  if (named) expect(unitKey).toBe(named);
  const unit = UNITS.find((one) => vertical(one) === unitKey);
  expect(titles).toMatchObject({
    unitTitle: unitName(`${unit}`),
    sectionTitle: 'Roots',
    subsectionTitle: lessonName(`${unit}`),
  });
  return unit;
}

test('a unit is reported with its own titles, while it is shown, and the last unit always arrives', () => {
  fc.assert(
    fc.property(stories, ({ moves, version, isNarrow, start }) => {
      openPage();
      drawLearnerApp(version, isNarrow);
      const app = new LearnerApp(version, change);
      const units: string[] = [];
      // Each report is checked at the moment at which it is sent.
      const watched = startWatching(learnerApp, (report) => {
        const unit = unitIn(report);
        if (unit === undefined) return;
        expect(unit).toBe(app.shown);
        units.push(unit);
      });
      const [first, ...others] = moves;
      if (!first) return;
      const isNamed = start === 'named';
      try {
        app.move(first.unit, first, isNamed ? appPath(first.unit) : APP_PATH);
        after(first.stay);
        if (start === 'drifting' && app.shown === first.unit) app.drift('b1');
        for (const step of others) {
          if (step.hide) show('hidden');
          app.move(step.unit, step);
          after(step.stay);
          if (step.hide) show('visible');
        }
        after(30_000);
        // Without a link and without a unit in the address, nothing names the unit for certain.
        const isSilent = others.length === 0 && !isNamed && (isNarrow || start === 'drifting');
        if (!isSilent) expect(units.at(-1)).toBe(moves.at(-1)?.unit);
        expect(alive()).toBe(0);
      } finally {
        watched.end();
        closePage();
      }
    }),
    { numRuns: 600 },
  );
});
