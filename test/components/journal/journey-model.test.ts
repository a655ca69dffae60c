import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  calendarOf,
  coursesOf,
  levelOf,
  trailOf,
} from '../../../components/journal/journey-model.ts';
import { browser } from '../../../lib/browser.ts';
import type { Place } from '../../../lib/edx/place.ts';
import { addToJournal } from '../../../lib/store/logs/journal.ts';
import { lastVisits, readJournal } from '../../../lib/store/logs/journal-read.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { lastPlaces } from '../../../lib/domain/last-places.ts';
import { visitUrl } from '../../../lib/domain/resume-url.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';

const zone = process.env['TZ'];
afterEach(() => {
  process.env['TZ'] = zone;
});
const NOW = Date.parse('2026-11-24T15:00:00Z');
const other = (name: string, seenAt: string): Place => {
  const place = { ...unit(name, seenAt), courseKey: 'A/B/C' };
  delete place.courseTitle;
  return place;
};

describe('the calendar', () => {
  test.each(['UTC', 'America/New_York', 'Pacific/Auckland'])(
    'has whole weeks up to today in %s',
    (tz) => {
      process.env['TZ'] = tz;
      const weeks = calendarOf([], NOW, 12);
      expect(weeks).toHaveLength(12);
      expect(weeks.slice(0, -1).every((week) => week.length === 7)).toBe(true);
      expect(weeks.every(([first]) => new Date(first?.at ?? 0).getDay() === 1)).toBe(true);
      expect(new Date(weeks.at(-1)?.at(-1)?.at ?? 0).toDateString()).toBe(
        new Date(NOW).toDateString(),
      );
      const days = weeks.flat().map(({ at }) => new Date(at).toDateString());
      expect(new Set(days).size).toBe(days.length);
    },
  );

  test("counts each unit once a day, by the learner's own midnight", () => {
    process.env['TZ'] = 'America/New_York';
    // 3 a.m. in UTC is the evening before in New York.
    const places = [
      unit('a', '2026-11-23T15:00:00.000Z'),
      unit('b', '2026-11-23T16:00:00.000Z'),
      unit('a', '2026-11-24T03:00:00.000Z'),
      other('a', '2026-11-24T04:30:00.000Z'),
      unit('c', '2026-11-24T05:30:00.000Z'),
    ];
    const [monday, tuesday] = calendarOf(places, NOW, 1)[0] ?? [];
    expect(monday).toMatchObject({ units: 3, courses: 2 });
    expect(tuesday).toMatchObject({ units: 1, courses: 1 });
  });

  test('rises in levels, and only a day without a unit has level 0', () => {
    expect([0, 1, 10, 20, 40].map((units) => levelOf(units, 40))).toEqual([0, 1, 1, 2, 4]);
    expect(levelOf(1, 1)).toBe(4);
  });
});

test('coursesOf sorts courses by their last visit and takes the newest known title', () => {
  const places = [
    unit('a', '2026-11-20T10:00:00.000Z'),
    other('x', '2026-11-21T10:00:00.000Z'),
    { ...unit('b', '2026-11-22T10:00:00.000Z'), courseTitle: 'New name' },
  ];
  expect(coursesOf(places).map(({ courseKey, title }) => [courseKey, title])).toEqual([
    [COURSE, 'New name'],
    ['A/B/C', 'A B C'],
  ]);
});

test('trailOf groups the units of a course by day, the newest first', () => {
  process.env['TZ'] = 'UTC';
  const places = [
    unit('a', '2026-11-20T10:00:00.000Z'),
    unit('b', '2026-11-22T10:00:00.000Z'),
    other('x', '2026-11-22T11:00:00.000Z'),
    unit('a', '2026-11-22T12:00:00.000Z'),
  ];
  const trail = trailOf(places, COURSE).map((stops) => stops.map(({ unit: name }) => name));
  expect(trail).toEqual([['Unit a', 'Unit b'], ['Unit a']]);
});

test('trailOf of all courses names the course of each unit', () => {
  process.env['TZ'] = 'UTC';
  const places = [
    unit('a', '2026-11-20T10:00:00.000Z'),
    other('x', '2026-11-22T11:00:00.000Z'),
    unit('b', '2026-11-22T12:00:00.000Z'),
  ];
  const name = coursesOf(places)[0]?.title;
  const trail = trailOf(places, null).map((stops) => stops.map((stop) => [stop.unit, stop.course]));
  expect(trail).toEqual([
    [
      ['Unit b', name],
      ['Unit x', 'A B C'],
    ],
    [['Unit a', name]],
  ]);
});

describe('the journal', () => {
  beforeEach(() => fakeBrowser.reset());

  test('returns the requested days in order, and leaves out a day that cannot be read', async () => {
    for (const day of ['20', '22', '24'])
      await addToJournal(unit(day, `2026-11-${day}T10:00:00.000Z`));
    await browser.storage.local.set({ 'journal:2026-11-22': { v: 99, data: 'from the future' } });
    const names = async (days: number) =>
      (await readJournal(days, NOW)).map(({ unitTitle }) => unitTitle);
    expect(await names(5)).toEqual(['Unit 20', 'Unit 24']);
    expect(await names(4)).toEqual(['Unit 24']);
    expect(await names(0)).toEqual([]);
  });

  test('finds the last unit of each course, no matter how long ago', async () => {
    await addToJournal(unit('old', '2025-06-01T10:00:00.000Z'));
    await addToJournal(unit('older', '2025-05-01T10:00:00.000Z'));
    await addToJournal(other('x', '2026-11-24T10:00:00.000Z'));
    const names = async (most?: number) =>
      (await lastVisits(most, NOW)).map(({ unitTitle }) => unitTitle);
    expect(await names()).toEqual(['Unit x', 'Unit old']);
    expect(await names(1)).toEqual(['Unit x']);
  });
});

describe('the last places', () => {
  beforeEach(() => fakeBrowser.reset());

  test('are one for each course, the newest first, and as many as asked for', async () => {
    const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const inCourse = (name: string, unitTitle: string, minutes: number) =>
      addToJournal({
        ...unit(unitTitle, at(minutes)),
        courseKey: `course-v1:o+${name}+r`,
        unitTitle,
      });
    await inCourse('a', 'old', 50);
    await inCourse('d', 'first', 45);
    await inCourse('b', 'begun', 40);
    await inCourse('c', 'only', 30);
    await inCourse('b', 'next', 20);
    const places = (await lastPlaces(3)) ?? [];
    expect(places.map(({ place }) => place.unitTitle)).toEqual(['next', 'only', 'first']);
    expect(places[0]?.url).toBe(unit('next').url);
    expect(await lastPlaces()).toHaveLength(4);
  });

  test('have no address on a site that is not followed', async () => {
    const url = 'https://evil.example/course/x';
    await addToJournal({ ...unit('a', new Date().toISOString()), url });
    expect(await lastPlaces()).toMatchObject([{ url: null }]);
  });

  test('are not told if this browser keeps no journal', async () => {
    expect(await lastPlaces()).toEqual([]);
    await settings.write({ pause: null, never: [], journal: 'not-kept' });
    expect(await lastPlaces()).toBeNull();
  });
});

describe('Continue', () => {
  beforeEach(() => fakeBrowser.reset());

  test.each([
    'javascript:alert(1)',
    'https://evil.example/course/x',
    'https://learning.edx.org.evil.example/',
    'http://learning.edx.org/course/x',
    'data:text/html,x',
    'no address',
  ])('never opens %s', (url) => {
    expect(visitUrl({ url }, ['https://learning.edx.org'])).toBeNull();
  });
});
