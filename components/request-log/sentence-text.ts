import { i18n } from '#i18n';
import type { InvalidInput } from '../../lib/store/core/invalid-input-log.ts';
import type { LoggedRequest } from '../../lib/store/logs/request-log.ts';
import { numberOf } from '../ui/words/plural.ts';
import { MARK, type Phrase } from '../ui/sentence.tsx';
import { nameOfCourse, nameOfMemory, placeIn, type CourseNames } from './names-in-log.ts';
import { routeOf, type Purpose, type Route } from './route.ts';

/** Says in one sentence what Waypoint did with a request and, if it failed, in another one why. */
export function sentenceOf(
  entry: LoggedRequest,
  names: CourseNames,
  rejected: RejectedAnswers,
): Phrase & { readonly values: readonly string[]; readonly why: string | null } {
  const route = routeOf(entry.method, entry.path);
  const failed = failureOf(entry, route.purpose, rejected);
  const name = nameIn(route, entry.body, names);
  const said = name === null ? plain(route.purpose, failed) : named(route.purpose, failed);
  return {
    text: route.page > 1 ? i18n.t('sent.page', [said, numberOf(route.page)]) : said,
    values: name === null ? [] : [name],
    why: failed && whyOf(failed, entry.status),
  };
}

const whyOf = (failed: Failure, status: number | null): string =>
  failed === 'noAnswer'
    ? i18n.t('sent.unanswered')
    : i18n.t(`sent.failed.${failed}`, [status ?? '']);

/** Returns the name of the unit or course that the sentence needs; null if it needs or has none. */
function nameIn(route: Route, body: string | null, names: CourseNames): string | null {
  const { purpose, courseKey, memoryName } = route;
  if (purpose === 'savePlace') return placeIn(body)?.unit ?? null;
  if (purpose === 'askSchool') return nameOfCourse(names, courseKey ?? '');
  return memoryName === null ? null : nameOfMemory(names, memoryName);
}

/** What is only said to be done if it was done. The others say that Waypoint asked. */
const TRIED = [
  'savePlace',
  'readPlace',
  'deletePlace',
  'deleteSchool',
  'readInstruction',
  'saveInstruction',
] as const;

function plain(purpose: Purpose, failed: Failure | null): string {
  const tried = TRIED.find((one) => one === purpose);
  return tried && failed ? i18n.t(`sent.tried.${tried}`) : i18n.t(`sent.did.${purpose}`);
}

/** Returns the sentence with a mark for the name. */
function named(purpose: Purpose, failed: Failure | null): string {
  if (purpose !== 'savePlace') {
    return i18n.t(purpose === 'askSchool' ? 'sent.named.askSchool' : 'sent.named.lookForPlace', [
      MARK,
    ]);
  }
  return i18n.t(failed ? 'sent.named.triedPlace' : 'sent.named.savePlace', [MARK]);
}

type Failure =
  | 'noAnswer'
  | 'unusable'
  | 'gone'
  | 'missing'
  | 'unsaid'
  | 'key'
  | 'notAllowed'
  | 'timeout'
  | 'exists'
  | 'busy'
  | 'trouble'
  | 'refused';

const FAILURES: Readonly<Record<number, Failure>> = {
  401: 'key',
  403: 'notAllowed',
  404: 'missing',
  408: 'timeout',
  409: 'exists',
  429: 'busy',
  503: 'busy',
  504: 'timeout',
};

/** Questions that a server may not know. */
const MAY_NOT_SAY = new Set<Purpose>(['askMemory', 'askOwner', 'askSchools']);

function failureOf(
  entry: LoggedRequest,
  purpose: Purpose,
  rejected: RejectedAnswers,
): Failure | null {
  const { method, status } = entry;
  if (status === null) return 'noAnswer';
  if (status < 300) return rejected.has(entry) ? 'unusable' : null;
  if (status === 404 && method === 'DELETE') return 'gone';
  if (status === 404 && MAY_NOT_SAY.has(purpose)) return 'unsaid';
  return FAILURES[status] ?? (status >= 500 ? 'trouble' : 'refused');
}

/** Tells whether Waypoint rejected the answer to a request. */
export interface RejectedAnswers {
  has(entry: LoggedRequest): boolean;
}

/** Longest time (ms) between a request in the log and the report that its answer was rejected. */
const NEAR = 2_000;

/**
 * Matches requests with rejected answers by method, path and time: the log of invalid input keeps
 * the first and the last time that a server gave the same bad answer.
 */
export function rejectedAnswers(refused: readonly InvalidInput[]): RejectedAnswers {
  const times = new Map<string, number[]>();
  for (const { source, first, last } of refused) {
    if (source.kind !== 'server') continue;
    const key = `${source.method} ${source.path}`;
    times.set(key, [...(times.get(key) ?? []), first, last]);
  }
  return {
    has: ({ method, path, at }) =>
      times.get(`${method} ${path}`)?.some((time) => Math.abs(time - at) <= NEAR) ?? false,
  };
}
