import { expect, test } from 'vitest';
import { isApiError } from '../../../lib/ibl/client/api-error.ts';
import { parseJson } from '../../../lib/ibl/client/json.ts';

/* Tests whether an error comes from the API. */

const JSON_TYPE = { 'Content-Type': 'application/json' };

function isOwn(status: number, body: unknown, headers: Record<string, string> = JSON_TYPE) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return isApiError({ status, headers: new Headers(headers) }, parseJson(text), text === '');
}

test.each([
  [401, { detail: 'Invalid token.' }],
  [401, { detail: 'Given token not valid', code: 'token_not_valid', messages: [{ message: 'x' }] }],
  [403, { error: 'You may not act for this user' }],
  [403, { message: 'Forbidden for students' }],
  [404, { detail: 'Not found.' }],
  [405, { detail: 'Method "POST" not allowed.' }],
  [409, { error: 'Memory already exists' }],
  [400, { about_user: ['Too long.'], non_field_errors: ['No.'] }],
  [400, { entries: [{ value: ['Not a valid string.'] }] }],
  [400, ['No.', 'Not that.']],
  [400, '"No."'],
])('an answer %i %j comes from the API', (status, body) => {
  expect(isOwn(status, body)).toBe(true);
  expect(isOwn(status, body, { 'Content-Type': 'Application/JSON ; charset=utf-8' })).toBe(true);
});

const CLOUDFLARE = {
  type: 'https://developers.cloudflare.com/support/troubleshooting/1020/',
  title: 'Error 1020: Access denied',
  status: 403,
  detail: 'The site owner has blocked access.',
  instance: '9d99a4434fz2d168',
};
test.each([
  ['a page', 403, '<!doctype html><title>Just a moment...</title>'],
  ['text', 401, 'Unauthorized'],
  ['nothing', 404, ''],
  ['an empty object', 403, {}],
  ['a number', 403, '403'],
  ['null', 403, 'null'],
  ['cut JSON', 403, '{"detail": "Invalid to'],
  ['problem details', 403, CLOUDFLARE],
  ['problem details of a 400', 400, { ...CLOUDFLARE, status: 400 }],
  ['problem details without numbers', 400, { type: 'about:blank', title: 'Bad Request' }],
  ['an envelope of a network', 403, { success: false, errors: [{ code: 1, message: 'No' }] }],
  ['a trace of a Java gateway', 404, { timestamp: 1, status: 404, error: 'Not Found', path: '/' }],
  ['an API gateway', 401, { statusCode: 401, message: 'Access denied due to missing key.' }],
  ['a captive portal', 403, { captive: true, 'user-portal-url': 'https://login.example/' }],
  ['a page of a shop', 404, { html: '<h1>404</h1>' }],
])('an answer %s does not come from the API', (_, status, body) => {
  expect(isOwn(status, body)).toBe(false);
});

test.each([
  ['text/html', { 'Content-Type': 'text/html' }],
  ['a type of its own', { 'Content-Type': 'application/problem+json' }],
  ['no type', { 'Content-Type': '' }],
  ['a check for robots', { ...JSON_TYPE, 'cf-mitigated': 'challenge' }],
  ['an error of the gateway', { ...JSON_TYPE, 'x-amzn-ErrorType': 'ForbiddenException' }],
])("an answer in the API's words with %s does not come from the API", (_, headers) => {
  expect(isOwn(403, { detail: 'No.' }, headers)).toBe(false);
});

test('a status that a Django API never sends does not come from the API, whatever its body', () => {
  const said = Array.from({ length: 300 }, (_, i) => 300 + i).filter((status) =>
    isOwn(status, { detail: 'No.' }),
  );
  const passing = [408, 429, ...Array.from({ length: 100 }, (_, i) => 500 + i)];
  expect(said.filter((status) => !passing.includes(status))).toEqual([
    400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 415, 422,
  ]);
  expect(isOwn(511, { detail: 'Log in to the network.' })).toBe(false);
  for (const status of passing) expect(isOwn(status, '')).toBe(status !== 511);
});

test.each([
  [401, 'Token', true],
  [403, 'Api-Token realm="ibl"', true],
  [401, 'Basic realm="campus", Token', true],
  [401, 'Basic realm="Token"', false],
  [401, 'Negotiate', false],
  [401, '', false],
  [404, 'Token', false],
])('an empty %i is judged by WWW-Authenticate: %s', (status, scheme, own) => {
  expect(isOwn(status, '', { 'WWW-Authenticate': scheme })).toBe(own);
});
