import fc from 'fast-check';
import type { FaultRule } from '../../../dev/fake-ibl/faults.ts';
import type { StopAt } from '../../harness/fake-device.ts';
import { COURSES, NIGHT, UNITS, type Visit } from './campus.ts';
import { methodAndPath, type Kind } from './exchange.ts';
import { SCHOOLS, type School } from './schools.ts';

/* What can happen to a learner and their browsers. A history is a list of such steps. */

const REASONS = ['exam', 'staff', 'preview'] as const;

/** What to delete of a course (all, if `what` is missing), and whether to unfollow it. */
export interface DeleteRequest {
  readonly what?: 'all' | 'ours' | 'school';
  readonly stop?: boolean;
}

/** A step in one browser. `device` 0 is the first browser. Each browser has its own tabs. */
export type Step = { readonly device: number } & (
  | { readonly do: 'see'; readonly tab: number; readonly visit: Visit }
  /** The page reports a unit first, and later that it must not be read. */
  | {
      readonly do: 'see what turns out refused';
      readonly tab: number;
      readonly course: number;
      readonly reason: (typeof REASONS)[number];
      readonly after: number;
    }
  | {
      readonly do: 'see a refused page';
      readonly tab: number;
      readonly course: number;
      readonly reason: (typeof REASONS)[number];
    }
  | { readonly do: 'close a tab'; readonly tab: number }
  | { readonly do: 'fault'; readonly name: string; readonly rule: FaultRule }
  | { readonly do: 'faults end' }
  | { readonly do: 'go offline' | 'go online' }
  | { readonly do: 'stop the worker' }
  | { readonly do: 'stop the worker soon'; readonly at: StopAt }
  | { readonly do: 'restart the browser' | 'update Waypoint' }
  | { readonly do: 'pause' | 'pause for an hour' | 'resume' }
  | { readonly do: 'open the popup' | 'try again' }
  | { readonly do: 'disconnect'; readonly school: School }
  /** Moves the course's site, and with it the course's places, to that school. */
  | { readonly do: 'give the site'; readonly course: number; readonly school: School }
  | { readonly do: 'connect'; readonly user: number }
  | ({ readonly do: 'delete a course'; readonly course: number } & DeleteRequest)
  | {
      readonly do:
        | 'undo the delete'
        | 'follow no more'
        | 'follow again'
        | 'pause the course'
        | 'pause the course for an hour'
        | 'resume the course';
      readonly course: number;
    }
  /** The school's own server wrote its row of the course, `ago` ms before now. */
  | { readonly do: 'the school writes'; readonly course: number; readonly ago: number }
  | {
      readonly do: 'deleted elsewhere';
      readonly course: number;
      readonly what: 'memory' | 'entry';
    }
  | { readonly do: 'wait'; readonly ms: number }
);

const json = (status: number, headers = {}): FaultRule['do'] => ({
  kind: 'status',
  status,
  body: { detail: 'As the test has it.' },
  headers,
});

const SLOW_REFUSALS: Readonly<Record<string, FaultRule['do']>> = Object.fromEntries(
  [400, 401, 403, 500].map((n) => [
    `${n} after 3 s`,
    { kind: 'status', status: n, body: { detail: 'As the test has it.' }, ms: 3_000 },
  ]),
);
const DELAY = { kind: 'delay', ms: 3_000 } as const;

const PAGE = (status: number): FaultRule['do'] => ({
  kind: 'status',
  status,
  body: '<!doctype html><title>Just a moment...</title>',
});

const FAULTS: Readonly<Record<string, FaultRule['do']>> = {
  'dropped before': { kind: 'drop' },
  'silent for good': { kind: 'hang' },
  'silent for 3 s': DELAY,
  'carried out, reply lost': { kind: 'lose-reply' },
  'carried out twice': { kind: 'repeat', isLost: false },
  'carried out twice, reply lost': { kind: 'repeat', isLost: true },
  'carried out, reply cut at once': { kind: 'cut-reply', after: 0 },
  'carried out, reply cut': { kind: 'cut-reply', after: 20 },
  '301': { kind: 'status', status: 301, headers: { Location: 'https://example.org/' } },
  ...Object.fromEntries([400, 401, 403, 404, 405, 408, 409, 413, 429].map((n) => [n, json(n)])),
  '429, Retry-After 120': json(429, { 'Retry-After': '120' }),
  '500': json(500),
  ...SLOW_REFUSALS,
  '502 with HTML': { kind: 'status', status: 502, body: '<h1>Bad gateway</h1>' },
  // Answers of a proxy or gateway instead of the API.
  ...Object.fromEntries([401, 403, 404, 451].map((n) => [`${n} with a page`, PAGE(n)])),
  '403 of a gateway': { kind: 'status', status: 403, body: { title: 'Forbidden', status: 403 } },
  '429, Retry-After 1600000000': json(429, { 'Retry-After': '1600000000' }),
  '503, Retry-After 86400': json(503, { 'Retry-After': '86400' }),
  '503': json(503),
  '503, Retry-After 600': json(503, { 'Retry-After': '600' }),
  '200 with HTML': { kind: 'body', body: '<h1>Log in</h1>', contentType: 'text/html' },
  '200 with cut JSON': { kind: 'body', body: '{"count": 1, "resul' },
  '200 with other types': { kind: 'body', body: '{"count": "x", "results": 7}' },
};

const course = fc.nat(COURSES.length - 1);
const school = fc.constantFrom(...SCHOOLS);
const tab = fc.integer({ min: 1, max: 3 });
const visit = fc.record({
  course,
  unit: fc.constantFrom(...UNITS),
  full: fc.boolean(),
}) satisfies fc.Arbitrary<Visit>;
const side = fc.constantFrom('before' as const, 'after' as const);
const reason = fc.constantFrom(...REASONS);
const targets: readonly (Kind | 'any')[] = [
  'any',
  'name',
  'list',
  'create',
  'update',
  'update',
  'read',
  'delete',
  'school',
  'school read',
  'school delete',
];

const fault = fc
  .tuple(
    // Slow answers come more often, because other steps can happen during them.
    fc.constantFrom(...Object.keys(FAULTS), ...Array<string>(4).fill('silent for 3 s')),
    fc.constantFrom(...targets),
    fc.constantFrom(1, 1, 1, 2, 4),
    fc.constantFrom(0, 0, 0, 1, 2),
  )
  .map(([name, wanted, times, skip]) => {
    // A server that denies having a memory would get a duplicate from any client.
    const denies = name === '404' && (wanted === 'any' || wanted === 'delete');
    const kind = denies ? 'update' : wanted;
    const act = FAULTS[name] ?? { kind: 'drop' as const };
    return { do: 'fault', name, rule: { ...methodAndPath(kind), times, skip, do: act } } as const;
  });

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ms = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(100, SECOND, 3 * SECOND, 5 * SECOND) },
  { weight: 5, arbitrary: fc.constantFrom(5 * SECOND, 6 * SECOND, 11 * SECOND, 35 * SECOND) },
  { weight: 2, arbitrary: fc.constantFrom(2 * MINUTE, 12 * MINUTE) },
  { weight: 1, arbitrary: fc.constantFrom(60 * MINUTE, 3 * 60 * MINUTE, 25 * 60 * MINUTE) },
);

const simple = <T extends string>(...names: T[]) => fc.record({ do: fc.constantFrom(...names) });
const what = fc.oneof(
  { weight: 16, arbitrary: fc.record({ do: fc.constant('see' as const), tab, visit }) },
  { weight: 14, arbitrary: fc.record({ do: fc.constant('wait' as const), ms }) },
  { weight: 10, arbitrary: fault },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('stop the worker soon' as const),
      at: fc.oneof(
        fc.record({ calls: fc.nat(45), side }),
        fc.record({ calls: fc.nat(4), side, requests: fc.constant(true) }),
      ),
    }),
  },
  { weight: 4, arbitrary: simple('stop the worker', 'open the popup', 'try again') },
  { weight: 3, arbitrary: simple('go offline', 'go online', 'faults end') },
  { weight: 2, arbitrary: simple('pause', 'resume', 'restart the browser', 'update Waypoint') },
  { weight: 1, arbitrary: simple('pause for an hour') },
  { weight: 2, arbitrary: simple('resume', 'go online') },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('connect' as const),
      user: fc.constantFrom(0, 0, 1, NIGHT),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('disconnect' as const), school }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('give the site' as const), course, school }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('see what turns out refused' as const),
      tab,
      course,
      reason,
      after: fc.constantFrom(100, 2_000, 4_900),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('see a refused page' as const), tab, course, reason }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('close a tab' as const), tab }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('delete a course' as const),
      course,
      what: fc.constantFrom('all' as const, 'all' as const, 'ours' as const, 'school' as const),
      stop: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'undo the delete' as const,
        'follow no more' as const,
        'follow again' as const,
        'pause the course' as const,
        'pause the course for an hour' as const,
        'resume the course' as const,
      ),
      course,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('the school writes' as const),
      course,
      ago: fc.constantFrom(0, 0, MINUTE, 3 * MINUTE, 60 * MINUTE),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('deleted elsewhere' as const),
      course,
      what: fc.constantFrom('memory' as const, 'entry' as const),
    }),
  },
);

/** Generates one step. Some histories have a second browser of the same learner. */
const step = (devices: number): fc.Arbitrary<Step> =>
  fc
    .tuple(what, fc.integer({ min: 0, max: 3 }))
    .map(([rest, n]) => Object.assign({ device: devices > 1 && n === 3 ? 1 : 0 }, rest));

/** Generates a long time without a network, during which the learner continues on another device. */
const longOffline = fc
  .record({ here: visit, there: visit, first: fc.boolean(), between: fc.constantFrom(2, 8, 20) })
  .map(({ here, there, first, between }): Step[] => {
    const wait = (minutes: number) => ({ device: 0, do: 'wait', ms: minutes * MINUTE }) as const;
    const train: Step = { device: 0, do: 'see', tab: 1, visit: here };
    const home: Step = { device: 1, do: 'see', tab: 1, visit: { ...there, course: here.course } };
    const seen = first ? [train, wait(between), home] : [home, wait(between), train];
    const steps: Step[] = [{ device: 0, do: 'go offline' }];
    steps.push(...seen, wait(11), { device: 0, do: 'go online' });
    return steps;
  });

/** Generates an action in a course while a place of that course is being sent. */
const duringSend = (acts: fc.Arbitrary<(course: number) => Step>): fc.Arbitrary<Step[]> =>
  fc
    .record({
      there: visit,
      act: acts,
      name: fc.constantFrom('silent for 3 s', 'silent for 3 s', ...Object.keys(SLOW_REFUSALS)),
      kind: fc.constantFrom(...targets),
    })
    .map(({ there, act, name, kind }) => {
      const slow = { ...methodAndPath(kind), times: 1, skip: 0, do: SLOW_REFUSALS[name] ?? DELAY };
      return [
        { device: 0, do: 'fault', name, rule: slow },
        { device: 0, do: 'see', tab: 1, visit: there },
        { device: 0, do: 'wait', ms: 5_500 },
        act(there.course),
      ];
    });
const siteGivenDuringSend = duringSend(
  school.map((to) => (number: number) => {
    return { device: 0, do: 'give the site', course: number, school: to };
  }),
);
const forbiddenDuringSend = duringSend(
  fc.oneof(
    fc.constantFrom('pause' as const, 'pause for an hour' as const).map((name) => () => {
      return { device: 0, do: name };
    }),
    fc.constantFrom('pause the course' as const, 'follow no more' as const).map((name) => {
      return (number: number) => ({ device: 0, do: name, course: number });
    }),
    fc.constant((number: number): Step => {
      return { device: 0, do: 'see a refused page', tab: 2, course: number, reason: 'exam' };
    }),
    fc.constant((number: number): Step => ({ device: 0, do: 'delete a course', course: number })),
    visit.map((newer) => (number: number): Step => {
      return { device: 0, do: 'see', tab: 1, visit: { ...newer, course: number } };
    }),
  ),
);

/** Connects a second school first and moves the site of a course to it. */
const withSecondSchool: readonly Step[] = [
  { device: 0, do: 'connect', user: NIGHT },
  { device: 0, do: 'give the site', course: 1, school: 1 },
];

/** A history. `chance` (0 to 1) replaces every random number, from which the waits after failures follow. */
export interface History {
  readonly chance: number;
  readonly steps: readonly Step[];
}
export const history = (length: number): fc.Arbitrary<History> =>
  fc.record({
    chance: fc.constantFrom(0.1, 0.4, 0.999),
    steps: fc
      .tuple(fc.constantFrom(1, 1, 1, 2), fc.constantFrom([], [], withSecondSchool))
      .chain(([devices, first]) => {
        const one = step(devices).map((only) => [only]);
        const some = fc.oneof(
          { weight: 25, arbitrary: one },
          { weight: devices > 1 ? 1 : 0, arbitrary: longOffline },
          { weight: first.length > 0 ? 1 : 0, arbitrary: siteGivenDuringSend },
          { weight: 1, arbitrary: forbiddenDuringSend },
        );
        return fc
          .array(some, { maxLength: length, minLength: 1, size: 'max' })
          .map((parts) => [first].concat(parts));
      })
      .map((parts) => parts.flat()),
  });

/** Returns a step as a line of the story. */
export function describeStep({ device, do: name, ...rest }: Step): string {
  const who = device === 0 ? '' : '[second device] ';
  const details = Object.entries(rest).map(([key, value]) =>
    value && typeof value === 'object' && 'unit' in value
      ? `course ${value.course} unit ${value.unit}${value.full ? '' : ' (titles not certain)'}`
      : `${key} ${JSON.stringify(value)}`,
  );
  return `${who}${name}${details.length > 0 ? `: ${details.join(', ')}` : ''}`;
}
