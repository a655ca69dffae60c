import { beforeAll, describe, expect, test } from 'vitest';
import { courseNamesIn } from '../../../components/request-log/names-in-log.ts';
import { routeOf } from '../../../components/request-log/route.ts';
import { rejectedAnswers, sentenceOf } from '../../../components/request-log/sentence-text.ts';
import { MARK } from '../../../components/ui/sentence.tsx';
import { USED_OPERATIONS } from '../../../dev/fake-ibl/openapi/used-operations.ts';
import { entryText } from '../../../lib/domain/entry-text.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { query, userPath } from '../../../lib/ibl/client/paths.ts';
import type { InvalidInput } from '../../../lib/store/core/invalid-input-log.ts';
import type { LoggedRequest } from '../../../lib/store/logs/request-log.ts';
import { speakEnglish } from '../english.ts';

beforeAll(speakEnglish);

const AT = Date.UTC(2026, 10, 23);
const COURSE = 'course-v1:edX+DemoX+Demo_Course';
const GUID = '0b7c9d0e-3f6a-4f58-9d6c-0e1f2a3b4c5d';
const account = {
  base: 'https://base.manager.iblai.app',
  org: 'memories',
  username: 'ada+1@x',
  scheme: 'Token',
  key: 'k',
} as const;
const pathOf = (...parts: (string | number)[]) => userPath(account, ...parts);

const place = {
  view: 'unit' as const,
  site: 'https://learning.edx.org',
  url: 'https://learning.edx.org/x',
  courseKey: COURSE,
  courseTitle: 'Demonstration Course',
  sectionTitle: 'Introduction',
  unitKey: 'block-v1:edX+DemoX+type@vertical+block@start',
  unitTitle: 'Getting Started',
  seenAt: '2026-11-23T10:00:00.000Z',
};
const update = (one: Partial<typeof place> = {}) =>
  JSON.stringify({ key: 'current_location', value: entryText({ ...place, ...one }, []) });

const entry = (
  method: string,
  path: string,
  status: number | null = 200,
  body: string | null = null,
): LoggedRequest => ({ seq: 0, at: AT, method, path, status, body });

function said(one: LoggedRequest, log: LoggedRequest[] = [], refused: InvalidInput[] = []): string {
  const { text, values, why } = sentenceOf(one, courseNamesIn(log), rejectedAnswers(refused));
  expect(text.includes(MARK)).toBe(values.length > 0);
  const what = text.split(MARK).join(values[0]);
  return why === null ? what : `${what}. ${why}`;
}

describe('every operation of the contract has a sentence', () => {
  const operations = Object.entries(USED_OPERATIONS).flatMap(([path, methods]) =>
    methods.map((method) => [method.toUpperCase(), path] as const),
  );
  test.each(operations)('%s %s', (method, template) => {
    const path = template.replaceAll(/\{\w+\}/g, GUID);
    expect(routeOf(method, path).purpose).not.toBe('other');
    expect(said(entry(method, path))).toMatch(/^[A-Z][a-z]+ .*\w$/);
    expect(said(entry(method, path, 500))).toMatch(/\. The server had a problem \(500\)\.$/);
  });
});

test.each([
  ['GET', pathOf('memory', GUID), 'Read one of your saved places'],
  ['DELETE', pathOf('memory', GUID), 'Deleted one of your saved places'],
  ['GET', pathOf('memories') + query({ page: 1, page_size: 100 }), /in the list$/],
  ['GET', pathOf('memories') + query({ page: 3, page_size: 100 }), /in the list \(page 3\)$/],
  ['GET', pathOf('edx-memory') + query({ page: 1, page_size: 100 }), /^Asked what your school/],
  ['GET', pathOf('edx-memory') + query({ page: 1, page_size: 1 }), 'Checked your key or sign-in'],
  ['DELETE', pathOf('edx-memory', 7), 'Deleted what your school stored about one course'],
  ['GET', pathOf('custom-instruction'), 'Read your instruction'],
  ['PUT', pathOf('custom-instruction'), 'Saved your instruction'],
  ['POST', pathOf('export-chathistory'), 'Asked for your chats with the mentor'],
  ['GET', pathOf('downloads', 'tasks', GUID) + query({ to_csv: 'false' }), /chats is ready$/],
  ['GET', '/api/core/token/verify/', 'Asked whose key or sign-in it is'],
  ['GET', `/api/core/users/platforms/${query({ username: 'a' })}`, /^Asked which schools/],
  ['GET', '/api/of/another/version/', 'Sent a request to the server'],
  ['POST', '', 'Sent a request to the server'],
])('%s %s is told in plain words', (method, path, words) => {
  expect(said(entry(method, path))).toMatch(words);
});

describe('a saved place is told with the name of the unit', () => {
  const save = (body: string, status: number | null = 200) =>
    said(entry('POST', pathOf('memory-entries', GUID), status, body));
  test('its title', () => expect(save(update())).toBe('Saved your place: Getting Started'));
  test('the end of its key, without a title', () => {
    const body = update();
    const untitled = body.replace('\\"Getting Started\\"', 'a unit');
    expect(untitled).not.toBe(body);
    expect(save(untitled)).toBe('Saved your place: start');
  });
  test('a title that speaks like the text itself', () => {
    const unitTitle = 'X (key "y"). Now at: "Z"';
    expect(save(update({ unitTitle }))).toBe("Saved your place: X (key 'y'). Now at: 'Z'");
  });
  test('a title that looks like a pattern of a replacement, or holds another script', () => {
    for (const unitTitle of ['$& or $1', 'כָּתַב']) {
      expect(save(update({ unitTitle }))).toBe(`Saved your place: ${unitTitle}`);
    }
  });
  test('no name, if the body has none', () => expect(save('{}')).toBe('Saved your place'));
  test('as a try, if it failed', () => {
    expect(save(update(), 503)).toBe(
      'Tried to save your place: Getting Started. The server was busy (503).',
    );
    expect(save(update(), null)).toBe('Tried to save your place: Getting Started. No answer came.');
  });
});

test('a failure is told in words', () => {
  const path = pathOf('memory', GUID);
  expect(said(entry('DELETE', path, 404))).toBe(
    'Tried to delete one of your saved places. It was already gone (404).',
  );
  expect(said(entry('GET', path, 404))).toMatch(/\. Nothing was found \(404\)\.$/);
  expect(said(entry('GET', '/api/core/token/verify/', 404))).toBe(
    'Asked whose key or sign-in it is. The server does not say (404).',
  );
  expect(said(entry('GET', path, 401))).toMatch(/\. The key or sign-in was not accepted/);
  expect(said(entry('GET', path, 429))).toMatch(/\. The server was busy \(429\)\.$/);
  expect(said(entry('GET', path, 422))).toMatch(/\. The server did not accept it \(422\)\.$/);
});

test('an answer that Waypoint rejected does not count as a success', () => {
  const path = pathOf('memory-entries', GUID);
  const source = { kind: 'server', method: 'POST', path } as const;
  const issue = { kind: 'not-json', excerpt: '<title>Sign in</title>' } as const;
  const at = (time: number): InvalidInput[] => [
    { source, issue, first: time, last: time, count: 1 },
  ];
  const save = entry('POST', path, 200, update());
  expect(said(save, [], at(AT + 20))).toBe(
    'Tried to save your place: Getting Started. Waypoint could not use the answer (200).',
  );
  expect(said(save, [], at(AT - 60_000))).toBe('Saved your place: Getting Started');
});

test('the titles of courses come from what was sent, and otherwise from their keys', async () => {
  const name = await memoryName(COURSE);
  const look = entry('GET', pathOf('memory', name), 404);
  const ask = entry('GET', pathOf('edx-memory') + query({ course_id: COURSE, page: 1 }));
  expect(said(look)).toBe(
    'Looked for your place in edx demox demo course. Nothing was found (404).',
  );
  expect(said(ask)).toBe('Asked whether your school saves your place in edX DemoX Demo_Course');
  const value = entryText(place, []);
  const body = JSON.stringify({ mode: 'all', name, platform: 'x', entries: [{ key: 'k', value }] });
  const log = [entry('POST', pathOf('memories'), 200, body)];
  expect(said(look, log)).toMatch(/^Looked for your place in Demonstration Course\. Nothing/);
  expect(said(ask, log)).toBe('Asked whether your school saves your place in Demonstration Course');
});
