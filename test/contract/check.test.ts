import { expect, test } from 'vitest';
import { createCheck } from '../../dev/fake-ibl/openapi/check.ts';
import type { Exchange } from '../../dev/fake-ibl/openapi/check.ts';

const USER = '/api/ai-mentor/orgs/main/users/ada';
const check = createCheck();

const exchange = (method: string, path: string, body?: unknown): Exchange => ({
  method,
  path: path.startsWith('/') ? path : `${USER}/${path}`,
  headers: { authorization: 'Api-Token x', 'content-type': 'application/json' },
  body: body === undefined ? '' : JSON.stringify(body),
});

const ENTRIES = [{ key: 'a', value: 'b' }];

test.each([
  exchange('GET', 'edx-memory/?page=1&page_size=50&ordering=-last_modified'),
  exchange('GET', 'edx-memory/?course_id=course-v1%3Aa%2Bb%2Bc'),
  exchange('DELETE', 'edx-memory/7/'),
  exchange('GET', 'memories/?page=2&page_size=100&mode=all'),
  exchange('POST', 'memories/', { name: 'n', catalog_item_type: null, entries: ENTRIES }),
  exchange('GET', 'memory/edx-context-a-0123456789/'),
  exchange('PUT', 'custom-instruction/', { about_user: null, profession: '' }),
  exchange('POST', 'export-chathistory/', {}),
  exchange('GET', 'downloads/tasks/307be194-2351-44ff-8d7b-24660fd9ec34/?to_csv=false'),
  exchange('GET', '/api/core/users/platforms/?username=ada'),
])('the contract allows $method $path', (sent) => {
  expect(check.request(sent)).toEqual([]);
});

test.each([
  [exchange('GET', 'edx-memory/?limit=3'), 'query must NOT have additional properties (limit)'],
  [exchange('GET', 'edx-memory/?page=two'), 'query/page must be integer'],
  [exchange('GET', 'edx-memory/x/'), 'path/id must be integer'],
  [exchange('GET', 'edx-memory'), 'the document has no such operation'],
  [exchange('POST', 'edx-memory/', {}), 'the document has no such operation'],
  [exchange('POST', '/api/core/users/platforms/', {}), 'the document has no such operation'],
  [exchange('POST', 'memories/'), "must have required property 'requestBody'"],
  [exchange('POST', 'memories/', { name: 'n' }), "body must have required property 'entries'"],
  [
    exchange('POST', 'memories/', { entries: [{ key: 'a' }] }),
    "body/entries/0 must have required property 'value'",
  ],
  [exchange('POST', 'memories/', { entries: ENTRIES, mode: null }), 'body/mode must be string'],
  [exchange('PUT', 'custom-instruction/', { profession: null }), 'body/profession must be string'],
  [exchange('GET', 'downloads/tasks/7/'), 'path/task_id must match format "uuid"'],
  [{ ...exchange('GET', 'edx-memory/'), headers: {} }, 'header Authorization is missing'],
])('the check finds the breach in the request $0.method $0.path $0.body', (sent, breach) => {
  expect(check.request(sent)).toEqual([expect.stringContaining(breach)]);
});

test.each([
  [exchange('GET', 'edx-memory/'), 200, { count: 0 }, "body must have required property 'results'"],
  [exchange('GET', 'custom-instruction/'), 200, { id: 'x' }, 'body/id must be integer'],
  [exchange('GET', 'custom-instruction/'), 200, 'text', 'body must be object'],
  [exchange('GET', 'custom-instruction/'), 202, {}, 'status 202 is not documented'],
  [exchange('DELETE', 'edx-memory/7/'), 204, { done: true }, 'body must be null'],
])(
  'the check finds the breach in the reply to $0.method $0.path: $1 $2',
  (sent, status, body, breach) => {
    expect(check.reply(sent, status, JSON.stringify(body))).toEqual([
      expect.stringContaining(breach),
    ]);
  },
);

test('the check finds an empty reply that no document describes', () => {
  expect(check.reply(exchange('DELETE', 'edx-memory/7/'), 204, '')).toEqual([]);
  expect(check.reply(exchange('DELETE', 'memory/x/'), 200, '')).toEqual([]);
});
