import fc from 'fast-check';
import type { FaultRule } from '../../../dev/fake-ibl/faults.ts';
import type { StopAt } from '../../harness/fake-device.ts';
import { COURSES, UNITS } from '../rules/campus.ts';
import { methodAndPath, type Kind } from '../rules/exchange.ts';

/* What hostile servers, pages and browsers do to a learner. A history is a list of such steps. */

/** Calls of the browser that may hang or reject. Storage is left out, because no promise holds without it. */
export const CALLS = [
  'tabs.sendMessage',
  'tabs.query',
  'tabs.get',
  'scripting.executeScript',
  'scripting.getRegisteredContentScripts',
  'scripting.registerContentScripts',
  'permissions.contains',
  'permissions.getAll',
  'action.setBadgeText',
  'action.setBadgeBackgroundColor',
  'action.setTitle',
  'runtime.getPlatformInfo',
  'storage.local.setAccessLevel',
] as const;

export type Step =
  | { readonly do: 'see'; readonly tab: number; readonly course: number; readonly unit: string }
  /** The page of a unit, with another person signed in. */
  | { readonly do: 'somebody else sees'; readonly tab: number; readonly course: number }
  | { readonly do: 'see an exam'; readonly tab: number; readonly course: number }
  | { readonly do: 'close a tab' | 'freeze a tab' | 'thaw a tab'; readonly tab: number }
  | {
      readonly do: 'a browser call fails';
      readonly call: (typeof CALLS)[number];
      readonly how: 'hang' | 'reject';
    }
  | { readonly do: 'browser calls are well' | 'faults end' | 'go offline' | 'go online' }
  | { readonly do: 'fault'; readonly name: string; readonly rule: FaultRule }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'stop the worker' }
  | { readonly do: 'stop the worker soon'; readonly at: StopAt }
  | { readonly do: 'restart the browser' | 'update Waypoint' }
  | { readonly do: 'pause' | 'pause for an hour' | 'resume' }
  | { readonly do: 'open the popup' | 'try again' }
  | { readonly do: 'connect'; readonly user: number }
  | { readonly do: 'disconnect'; readonly forget: boolean }
  | { readonly do: 'confirm the account'; readonly course: number }
  | { readonly do: 'delete a course' | 'undo the delete'; readonly course: number }
  | { readonly do: 'stop following a site' | 'follow a site'; readonly course: number }
  | { readonly do: 'delete everything'; readonly here: boolean }
  | { readonly do: 'go on deleting'; readonly what: 'again' | 'here-anyway' | 'close' };

const html = (status: number, headers: Record<string, string> = {}): FaultRule['do'] => ({
  kind: 'status',
  status,
  body: '<!doctype html><title>Just a moment...</title>',
  headers,
});
const json = (status: number, headers: Record<string, string> = {}): FaultRule['do'] => ({
  kind: 'status',
  status,
  body: { detail: 'As the test has it.' },
  headers,
});

const FAULTS: Readonly<Record<string, FaultRule['do']>> = {
  'dropped before': { kind: 'drop' },
  'silent for good': { kind: 'hang' },
  'silent for 3 s': { kind: 'delay', ms: 3_000 },
  'carried out, reply lost': { kind: 'lose-reply' },
  'carried out twice': { kind: 'repeat', isLost: false },
  'carried out twice, reply lost': { kind: 'repeat', isLost: true },
  'carried out, reply cut': { kind: 'cut-reply', after: 20 },
  ...Object.fromEntries(
    [401, 403, 404, 407, 421, 425, 451, 502, 511].map((n) => [`${n} with HTML`, html(n)]),
  ),
  ...Object.fromEntries([400, 401, 403, 404, 500].map((n) => [`${n} of the API`, json(n)])),
  '429, Retry-After as a Unix time': json(429, { 'Retry-After': '1795000000' }),
  '503, Retry-After in days': json(503, { 'Retry-After': '400000' }),
  '200 with HTML': { kind: 'body', body: '<h1>Sign in</h1>', contentType: 'text/html' },
  '200 with an open string': { kind: 'body', body: `"${String.raw`\"`.repeat(5_000)}` },
};

const KINDS: readonly (Kind | 'any')[] = [
  'any',
  'name',
  'list',
  'create',
  'create',
  'update',
  'read',
  'delete',
  'school',
];

const tab = fc.integer({ min: 1, max: 3 });
const course = fc.nat(COURSES.length - 1);
const unit = fc.constantFrom(...UNITS);
const side = fc.constantFrom('before' as const, 'after' as const);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const wait = fc.record({
  do: fc.constant('wait' as const),
  ms: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(SECOND, 6 * SECOND, 6 * SECOND, 35 * SECOND) },
    { weight: 2, arbitrary: fc.constantFrom(2 * MINUTE, 20 * MINUTE) },
    { weight: 1, arbitrary: fc.constantFrom(2 * 60 * MINUTE, 26 * 60 * MINUTE) },
  ),
});

const fault = fc
  .record({
    name: fc.constantFrom(...Object.keys(FAULTS)),
    kind: fc.constantFrom(...KINDS),
    times: fc.constantFrom(1, 1, 2, 5),
    skip: fc.constantFrom(0, 0, 1),
  })
  .map(({ name, kind, times, skip }): Step => {
    const act = FAULTS[name] ?? { kind: 'drop' as const };
    return { do: 'fault', name, rule: { ...methodAndPath(kind), times, skip, do: act } };
  });

const of = <T extends string>(...names: T[]) => fc.record({ do: fc.constantFrom(...names) });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ do: fc.constant('see' as const), tab, course, unit }) },
  { weight: 14, arbitrary: wait },
  { weight: 9, arbitrary: fault },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('a browser call fails' as const),
      call: fc.constantFrom(...CALLS),
      how: fc.constantFrom('hang' as const, 'reject' as const),
    }),
  },
  { weight: 3, arbitrary: of('browser calls are well', 'faults end', 'go online', 'resume') },
  { weight: 1, arbitrary: of('go offline', 'pause', 'pause for an hour') },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('see an exam' as const), tab, course }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('close a tab' as const, 'freeze a tab' as const, 'thaw a tab' as const),
      tab,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('somebody else sees' as const), tab, course }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('stop the worker soon' as const),
      at: fc.record({ calls: fc.nat(60), side }),
    }),
  },
  { weight: 3, arbitrary: of('stop the worker', 'restart the browser', 'update Waypoint') },
  { weight: 4, arbitrary: of('open the popup', 'try again') },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('connect' as const),
      user: fc.constantFrom(0, 0, 0, 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('disconnect' as const),
      forget: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'confirm the account' as const,
        'delete a course' as const,
        'undo the delete' as const,
        'stop following a site' as const,
        'follow a site' as const,
        'follow a site' as const,
      ),
      course,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete everything' as const), here: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('go on deleting' as const),
      what: fc.constantFrom('again' as const, 'here-anyway' as const, 'close' as const),
    }),
  },
);

export const steps = (length: number): fc.Arbitrary<readonly Step[]> =>
  fc.array(step, { minLength: 1, maxLength: length, size: 'max' });

/** Returns a step as a line of the story. */
export function describeStep({ do: name, ...rest }: Step): string {
  const details = Object.entries(rest).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return `${name}${details.length > 0 ? `: ${details.join(', ')}` : ''}`;
}
