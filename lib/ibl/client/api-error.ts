import { SCHEMES } from './auth-schemes.ts';
import { GENERAL, serverWords } from './error-text.ts';

/*
 * Whose words an error is in. Between the browser and the API stand proxies, gateways, sign-in pages of
 * networks and checks for robots. What they say of a key, a user or a row is no verdict on it.
 */

/** With these a Django REST API refuses a request. It never says any other below 500 as its verdict. */
const VERDICTS: ReadonlySet<number> = new Set([
  400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 415, 422,
]);

/** What may stand beside the API's words. Titles, traces, paths and times are other software's. */
const BESIDE: ReadonlySet<string> = new Set(['code', 'error_code', 'status_code', 'messages']);

/** A check, or a refusal of its own, that a network or gateway marks as such. */
const MARKS = ['cf-mitigated', 'x-amzn-waf-action', 'x-amzn-errortype'];

/** Nothing else is read of a response. */
type Head = Pick<Response, 'status' | 'headers'>;

/**
 * Whether an error was said by the API itself. 408, 429 and 5xx pass whoever said them.
 * @param body its JSON; undefined for what is none
 * @param isEmpty whether it has no body at all
 */
export function isApiError({ status, headers }: Head, body: unknown, isEmpty: boolean): boolean {
  if (status === 408 || status === 429 || status >= 500) return status !== 511;
  if (!VERDICTS.has(status) || MARKS.some((name) => headers.has(name))) return false;
  if (isEmpty) return (status === 401 || status === 403) && asksForOurScheme(headers);
  return isJson(headers) && isApiJson(body, status);
}

/** Exactly this type: other software names its errors with types of their own (problem+json). */
const isJson = (headers: Headers): boolean =>
  /^application\/json\s*(?:;|$)/i.test((headers.get('Content-Type') ?? '').slice(0, 100));

/** A campus gateway asks for Basic or Negotiate. */
function asksForOurScheme(headers: Headers): boolean {
  const asked = (headers.get('WWW-Authenticate') ?? '').slice(0, 1000).toLowerCase();
  return asked
    .split(',')
    .some((one) => SCHEMES.some((scheme) => one.trim().split(' ')[0] === scheme.toLowerCase()));
}

/** An object with the API's words and little beside, errors of fields, a list of texts, or a text. */
function isApiJson(body: unknown, status: number): boolean {
  const hasWords = serverWords(body, '') !== '';
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return hasWords;
  const rest = Object.entries(body).filter(
    ([name]) => !GENERAL.includes(name) && !BESIDE.has(name),
  );
  if (rest.length === 0) return hasWords && GENERAL.some((name) => name in body);
  return status === 400 && rest.every(([, value]) => isOfAField(value)) && !isProblem(body);
}

/** What Django REST framework says of a field: texts, or what has texts within. */
const isOfAField = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null);

/** RFC 9457, which says of itself what it is. */
const isProblem = (body: object): boolean =>
  'title' in body && ('type' in body || 'instance' in body || 'detail' in body);
