import { beforeAll, expect, test } from 'vitest';
import { groupsOf, type Shown } from '../../../components/place/waiting-groups.ts';
import { HEALTHY } from '../../../lib/store/items/connections.ts';
import { EMPTY_RECORD, type SendError } from '../../../lib/store/items/outbox-record.ts';
import { overview, school } from '../../harness/overviews.ts';
import { pendingPlace, unit } from '../../harness/sample-places.ts';
import { connection } from '../../store/connection.ts';
import { speakEnglish } from '../english.ts';

beforeAll(speakEnglish);

const NOW = Date.now();
const OFFLINE: SendError = { kind: 'no-network' };
const BUSY: SendError = { kind: 'server', status: 503 };

/** Returns a record with a waiting unit whose last try failed. */
const failed = (name: string, lastError: SendError) => {
  const place = { ...unit(name), courseKey: `course-v1:o+${name}+r` };
  const pending = [pendingPlace(name, { place, since: NOW - 600_000 })];
  return [place.courseKey, { ...EMPTY_RECORD, pending, lastError }] as const;
};
const shown = (status: Shown['status'], name: string | null = null): Shown => ({
  status,
  here: name === null ? null : { ...unit(name), courseKey: `course-v1:o+${name}+r` },
  school: 'c1',
});
const records = new Map([failed('a', OFFLINE), failed('b', OFFLINE), failed('c', BUSY)]);

/** Returns each reason with the units under it. */
const told = (...args: Parameters<typeof groupsOf>) =>
  groupsOf(...args).map(({ words, places }) => [
    words?.line.text ?? null,
    places.map(({ place }) => place.unitTitle).join(', '),
  ]);
const NO_NETWORK = "Not saved yet: you are offline, or your school's server cannot be reached.";
const TROUBLE = "Not saved yet: your school's server has a problem (error 503).";

test('each reason is said once, with all its units', () => {
  const all = overview([school({ records })]);
  expect(told(all, shown({ kind: 'no-course' }), NOW)).toEqual([
    [NO_NETWORK, 'Unit a, Unit b'],
    [TROUBLE, 'Unit c'],
  ]);
});

test('what the status line says is not said again, and the unit in front is left out', () => {
  const all = overview([school({ records })]);
  const why = { kind: 'again', error: OFFLINE, next: NOW, asked: 0, free: 0 } as const;
  const status = { kind: 'waiting', since: NOW - 600_000, why } as const;
  expect(told(all, shown(status, 'a'), NOW)).toEqual([
    [null, 'Unit b'],
    [TROUBLE, 'Unit c'],
  ]);
});

test('while everything is paused, all units are listed without a reason', () => {
  const all = overview([school({ records })], { paused: true });
  expect(told(all, shown({ kind: 'paused', waiting: 3, until: null }), NOW)).toEqual([
    [null, 'Unit a, Unit b, Unit c'],
  ]);
});

test('a school that stopped lists its units itself, but not the unit in front', () => {
  const stop = { reason: 'key-refused', words: '', at: NOW } as const;
  const health = { ...HEALTHY, stop };
  const here = overview([school({ records, health })]);
  const status = { kind: 'stopped', reason: 'key-refused', words: '', since: NOW } as const;
  expect(told(here, shown(status, 'a'), NOW)).toEqual([[null, 'Unit b, Unit c']]);
  const night = school({ connection: connection({ id: 'c2', org: 'night' }), records, health });
  const both = overview([school(), night]);
  expect(told(both, shown({ kind: 'saved', at: NOW }, 'a'), NOW)).toEqual([]);
});
