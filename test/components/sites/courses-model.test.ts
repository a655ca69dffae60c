import { beforeAll, beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { coursesIn, createCourses } from '../../../components/sites/courses-model.ts';
import type { Place } from '../../../lib/edx/place.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { addToJournal } from '../../../lib/store/logs/journal.ts';
import { EMPTY_RECORD, type CourseRecord } from '../../../lib/store/items/outbox-record.ts';
import { writeRecord } from '../../../lib/store/items/outbox-records.ts';
import { settings } from '../../../lib/store/items/settings.ts';
import { unit } from '../../harness/sample-places.ts';
import { speakEnglish } from '../english.ts';
import { connection } from '../../store/connection.ts';
import { eventually } from '../../harness/eventually.ts';

beforeAll(speakEnglish);
beforeEach(() => fakeBrowser.reset());

const place = (n: number, courseTitle?: string): Place => {
  const { courseTitle: _, ...rest } = unit('a');
  const seenAt = new Date().toISOString();
  const courseKey = `course-v1:Demo+X${n}+2026`;
  return { ...rest, courseKey, seenAt, ...(courseTitle !== undefined && { courseTitle }) };
};
const sent = (title: string): CourseRecord => ({
  ...EMPTY_RECORD,
  lastSent: { text: `Studying "${title}" (x). Now at: …`, unitKey: 'x', at: 1 },
});

test('coursesIn lists each course once, with its best title and its site', () => {
  const key = place(1).courseKey;
  const list = coursesIn({
    records: [
      [key, EMPTY_RECORD],
      [key, sent('Written title')],
      ['course-v1:Demo+X9+2026', EMPTY_RECORD],
    ],
    journal: [place(1), place(2, 'Second')],
    never: [{ courseKey: place(3).courseKey, title: 'Third', discardAt: null }],
    paused: [{ courseKey: place(2).courseKey, title: 'Second', end: { setAt: 1, until: 9 } }],
  });
  const site = 'https://learning.edx.org';
  expect(list.toSorted((a, b) => (a.courseKey < b.courseKey ? -1 : 1))).toEqual([
    { courseKey: key, title: 'Written title', site, state: 'followed', pausedUntil: null },
    { courseKey: place(2).courseKey, title: 'Second', site, state: 'paused', pausedUntil: 9 },
    {
      courseKey: place(3).courseKey,
      title: 'Third',
      site: null,
      state: 'not-followed',
      pausedUntil: null,
    },
  ]);
});

test('lists the courses of all connections by name, searches titles, keys and sites, and follows changes', async () => {
  await connections.write(
    ['ada', 'grace'].map((id) => connection({ id, username: id, connected: false })),
  );
  await writeRecord('ada', place(10).courseKey, sent('Física'));
  await writeRecord('grace', place(2).courseKey, sent('Algebra'));
  await addToJournal(place(5, 'Course 10'));
  await addToJournal(place(6, 'Course 9'));
  const model = createCourses();
  const titles = () => model.found.value.map(({ title }) => title);
  await eventually(() => expect(titles()).toEqual(['Algebra', 'Course 9', 'Course 10', 'Física']));
  model.query.value = 'fisica';
  expect(titles()).toEqual(['Física']);
  model.query.value = 'learning.edx x5';
  expect(titles()).toEqual(['Course 10']);
  model.query.value = '';
  const never = [{ courseKey: place(2).courseKey, title: 'A', discardAt: null }];
  await settings.write({ ...(await settings.read()), never });
  await eventually(() =>
    expect(model.all.value?.[0]).toMatchObject({ title: 'A', state: 'not-followed' }),
  );
});
