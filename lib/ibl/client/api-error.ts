import { SCHEMES } from './auth-schemes.ts';
import { GENERAL, serverWords } from './error-text.ts';

/*
 * Decides who sent an error. Between the browser and the API are proxies, gateways, sign-in pages
 * of networks and checks for robots. What they say about a key, a user or a row is not a verdict on
 * it.
 */

/**
 * Statuses with which a Django REST API rejects a request. Below 500, the API sends no other status
 * as its verdict.
 */
const VERDICTS: ReadonlySet<number> = new Set([
  400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 415, 422,
]);

/**
 * Fields that may stand beside the API's words. Titles, traces, paths and times come from other
 * software.
 */
const BESIDE: ReadonlySet<string> = new Set(['code', 'error_code', 'status_code', 'messages']);

/** Headers with which a network or gateway marks a check, or a rejection of its own. */
const MARKS = ['cf-mitigated', 'x-amzn-waf-action', 'x-amzn-errortype'];

/** The only parts of a response that are read here. */
type Head = Pick<Response, 'status' | 'headers'>;

/**
 * Whether the API itself sent an error. 408, 429 and 5xx except 511 count, whoever sent them.
 * @param body the parsed JSON; undefined if the body is not JSON
 * @param isEmpty whether the response has no body at all
 */
export function isApiError({ status, headers }: Head, body: unknown, isEmpty: boolean): boolean {
  if (status === 408 || status === 429 || status >= 500) return status !== 511;
  if (!VERDICTS.has(status) || MARKS.some((name) => headers.has(name))) return false;
  if (isEmpty) return (status === 401 || status === 403) && asksForOurScheme(headers);
  return isJson(headers) && isApiJson(body, status);
}

/**
 * Whether the body is of exactly this type. Other software has types of its own for errors
 * (problem+json).
 */
const isJson = (headers: Headers): boolean =>
  /^application\/json\s*(?:;|$)/i.test((headers.get('Content-Type') ?? '').slice(0, 100));

/**
 * Whether the response asks for one of Waypoint's schemes. A campus gateway asks for Basic or
 * Negotiate.
 */
function asksForOurScheme(headers: Headers): boolean {
  const asked = (headers.get('WWW-Authenticate') ?? '').slice(0, 1000).toLowerCase();
  return asked
    .split(',')
    .some((one) => SCHEMES.some((scheme) => one.trim().split(' ')[0] === scheme.toLowerCase()));
}

/**
 * Whether a body is an object with the API's words and little beside, errors of fields, a list of
 * texts, or a text.
 */
function isApiJson(body: unknown, status: number): boolean {
  const hasWords = serverWords(body, '') !== '';
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return hasWords;
  const rest = Object.entries(body).filter(
    ([name]) => !GENERAL.includes(name) && !BESIDE.has(name),
  );
  if (rest.length === 0) return hasWords && GENERAL.some((name) => name in body);
  return status === 400 && rest.every(([, value]) => isOfAField(value)) && !isProblem(body);
}

/**
 * Whether a value is what Django REST framework sends about a field: texts, or something that
 * contains texts.
 */
const isOfAField = (value: unknown): boolean =>
  typeof value === 'string' || (typeof value === 'object' && value !== null);

/** Whether a body is a problem document (RFC 9457), which is recognisable by its fields. */
const isProblem = (body: object): boolean =>
  'title' in body && ('type' in body || 'instance' in body || 'detail' in body);
