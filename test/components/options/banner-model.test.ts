import { describe, expect, test } from 'vitest';
import { needOf } from '../../../components/options/banner-model.ts';
import type { ConnectionState, Overview } from '../../../lib/domain/overview.ts';
import { HEALTHY, type Connection } from '../../../lib/store/items/connections.ts';
import { connection } from '../../store/connection.ts';

const stop = (reason: 'key-refused' | 'not-allowed' | 'no-key') => ({
  health: { ...HEALTHY, stop: { reason, words: '', at: 0 } },
});
const school = (
  part: Partial<ConnectionState> = {},
  of: Partial<Connection> = {},
): ConnectionState => ({
  connection: connection({ connected: true, ...of }),
  health: HEALTHY,
  records: new Map(),
  disconnecting: null,
  reach: true,
  ...part,
});
const overview = (all: readonly ConnectionState[], part: Partial<Overview> = {}): Overview => ({
  all,
  paused: false,
  pausedUntil: null,
  noRoom: null,
  pendingDeletes: [],
  blockedSites: [],
  exam: false,
  never: [],
  pauses: { sites: [], courses: [] },
  ...(all[0] ?? { ...school(), connection: null }),
  ...part,
});
const signIn = { kind: 'sign-in', page: 'https://a.b', expires: null, token: 'dm_token' } as const;
const kindOf = (...args: Parameters<typeof needOf>) => needOf(...args)?.kind ?? null;

describe('the options page says what needs the learner most', () => {
  test.each<[string, ConnectionState, string | null]>([
    ['all is well', school(), null],
    ['the key is refused', school(stop('key-refused')), 'key-refused'],
    ['a sign-in is refused', school(stop('key-refused'), { source: signIn }), 'sign-in-ended'],
    ['the user may not save', school(stop('not-allowed')), 'not-allowed'],
    ['the key is gone', school(stop('no-key')), 'no-key'],
    ['the server is out of reach', school({ reach: false, ...stop('no-key') }), 'no-access'],
    ['the school is disconnected', school(stop('no-key'), { connected: false }), null],
  ])('%s', (_, one, kind) => {
    expect(kindOf(overview([school(), one]), false, 'data')).toBe(kind);
  });

  test('a pause comes before the rest, and nothing needs a learner without a school', () => {
    const all = [school(stop('key-refused'))];
    const more = { paused: true, pausedUntil: 5, noRoom: 1, blockedSites: ['https://a.b'] };
    expect(needOf(overview(all, more), true, 'data')).toMatchObject({ kind: 'paused', until: 5 });
    expect(kindOf(overview(all, { noRoom: 1 }), true, 'data')).toBe('no-room');
    expect(kindOf(overview([school()], { blockedSites: ['https://a.b'] }), true, null)).toBe(
      'site-access',
    );
    expect(kindOf(overview([school()], { blockedSites: ['https://a.b'] }), false, null)).toBe(
      'account',
    );
    expect(kindOf(overview([]), false, 'school')).toBeNull();
  });

  test('a section that says something by itself is not told twice', () => {
    const all = [school(stop('key-refused'))];
    const paused = overview(all, { paused: true });
    expect(kindOf(paused, true, 'privacy')).toBe('key-refused');
    expect(kindOf(overview(all), true, 'school')).toBe('site-access');
    expect(kindOf(overview(all), false, 'school')).toBeNull();
  });
});
