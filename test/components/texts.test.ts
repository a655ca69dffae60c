import { beforeAll, expect, test } from 'vitest';
import { courseTitleOf } from '../../components/ui/names.ts';
import { live } from '../../components/data/live.ts';
import { prettyJson } from '../../components/ui/pretty-json.ts';
import { ago } from '../../components/ui/time.tsx';
import { speakEnglish } from './english.ts';

beforeAll(speakEnglish);

test('prettyJson turns any JSON into text, and opens JSON inside a string', () => {
  expect(prettyJson(null)).toBe('null');
  expect(prettyJson(undefined)).toBe('null');
  expect(prettyJson(7)).toBe('7');
  expect(prettyJson('plain <b>words</b>')).toBe('plain <b>words</b>');
  expect(prettyJson('7')).toBe('7');
  expect(prettyJson('{"a":[1]}')).toBe(prettyJson({ a: [1] }));
  expect(prettyJson('null')).toBe('null');
  expect(prettyJson([])).toBe('[]');
});

test('courseTitleOf takes the title from the text that was sent, or else shortens the course key', () => {
  const key = 'course-v1:edX+DemoX+2024';
  expect(
    courseTitleOf(key, undefined, `Studying "A 'good' course" (key "${key}"). Now at: …`),
  ).toBe("A 'good' course");
  expect(courseTitleOf(key, undefined, `Studying a course (key "${key}"). …`)).toBe(
    'edX DemoX 2024',
  );
  expect(courseTitleOf('edX/DemoX/2012', undefined, null)).toBe('edX DemoX 2012');
});

test('ago names times as a person would, and no time in the future when the clock is behind', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  expect(ago(now + 5000, now)).toBe('just now');
  expect(ago(now - 59_000, now)).toBe('just now');
  expect(ago(now - 60_000, now)).toBe('1 minute ago');
  expect(ago(now - 3 * 3_600_000, now)).toBe('3 hours ago');
  expect(ago(now - 2 * 86_400_000, now)).toBe('2 days ago');
  expect(ago(now - 90 * 86_400_000, now)).toMatch(/August 2026|August \d+, 2026/);
});

test('a live item shows the later one of two reads that overlap', async () => {
  const ends: ((value: string) => void)[] = [];
  const item = live(() => new Promise<string>((done) => ends.push(done)), []);
  const second = item.refresh();
  ends[1]?.('new');
  await second;
  ends[0]?.('old');
  await Promise.resolve();
  expect(item.value.value).toBe('new');
});

test('a live item that cannot be read throws in the panel that shows it', async () => {
  const item = live(() => Promise.reject(new Error('damaged')), []);
  await item.refresh();
  expect(() => item.value.value).toThrow('damaged');
});
