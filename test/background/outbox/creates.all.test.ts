import { beforeEach, describe, expect, test } from 'vitest';
import type { Switches } from '../../../dev/fake-ibl/server-variants.ts';
import { NOT_SHOWN } from '../../../lib/store/items/outbox-record.ts';
import { attentionOf } from '../../../lib/domain/attention.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* A create cannot be undone. Waypoint sends one for a course, whatever the server shows then. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

useStudy();

const creates = () =>
  study.api.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/memories/'));
const texts = () => study.memories().map(({ entries }) => entries[0]?.value);
const waitOfUnit = async (name: string) => {
  const status = statusOf(await readOverview(), { kind: 'place', place: unit(name) });
  return status.kind === 'waiting' ? status.why : status.kind;
};

/** Studies for two days, with several stops of the worker and a browser start each day. */
async function studyTwoDays(): Promise<void> {
  for (const day of ['1', '2']) {
    for (const name of ['a', 'b', 'c']) {
      await study.seeUnit(day + name);
      await study.wait(4 * MINUTE);
      study.stopWorker();
    }
    await study.wait(10 * HOUR);
    await study.ask({ type: 'now/look' });
    await study.seeUnit(`${day}d`);
    await study.wait(HOUR);
    study.stopWorker();
    await study.first.event('started', (worker) => worker.browserStarted());
    await study.wait(13 * HOUR - 12 * MINUTE);
  }
}

/** How the server shows the row that Waypoint wrote. */
const ROWS: readonly (readonly [string, Partial<Switches>])[] = [
  ['its user in capitals', { showsUser: 'upper' }],
  ['its user in another Unicode form', { showsUser: 'wide' }],
  ['no user: null', { showsUser: 'null' }],
  ['no user at all', { showsUser: 'absent' }],
  ['its course in lower case', { showsCourse: 'lower' }],
  ['its course percent-encoded', { showsCourse: 'encoded' }],
  ['its course with spaces', { showsCourse: 'spaces' }],
  ['another id as its course', { showsCourse: 'number' }],
  ['no course', { showsCourse: 'null' }],
  ['its name in capitals', { showsName: 'upper' }],
  ['its name cut', { showsName: 'cut' }],
  ['its name with an ending', { showsName: 'suffixed' }],
  ['a row that is not in the list', { listsMemories: false }],
  ['a row that its name does not find', { memoryByName: '404' }],
  ['a row that only the list has, without entries', { memoryByName: '404', showsEntries: 'by-id' }],
];
/** Rows that no read identifies. Places are saved only if the reply to the create shows ids. */
const HIDDEN: readonly (readonly [string, Partial<Switches>])[] = [
  ['nothing in list and by name', { listsMemories: false, memoryByName: '404' }],
  ['nothing in list and an error by name', { listsMemories: false, memoryByName: '400' }],
  ['somebody else as its user', { showsUser: 'another' }],
];
const CUT = { showsName: 'cut', showsCourse: 'number', showsEntries: 'by-id' } as const;
const REPLIES = ['page', 'memory', 'list', 'wrapped', 'empty'] as const;

describe.each(ROWS)('a server that shows %s', (_, switches) => {
  test.each(REPLIES)('gets one create in two days (reply: %s)', async (createReply) => {
    study.api.seed.server({ ...switches, createReply });
    await study.connect();
    await studyTwoDays();
    expect([creates().length, study.memories().length]).toEqual([1, 1]);
    expect(texts()).toEqual([expect.stringContaining('"Unit 2d"')]);
  });
});

describe.each(HIDDEN)('a server that shows %s', (_, switches) => {
  test.each(REPLIES)('gets one create in two days (reply: %s)', async (createReply) => {
    study.api.seed.server({ ...switches, createReply });
    await study.connect();
    await studyTwoDays();
    expect([creates().length, study.memories().length]).toEqual([1, 1]);
    if (createReply === 'empty') {
      expect(await waitOfUnit('2d')).toEqual({
        kind: 'rejected',
        status: 200,
        words: '',
        final: true,
      });
    } else {
      expect(texts()).toEqual([expect.stringContaining('"Unit 2d"')]);
    }
  });
});

test.each([
  ['ids in no reply', { showsIds: 'nowhere' }],
  ['ids in the reply to the create alone', { showsIds: 'reply' }],
  ['no entries anywhere', { showsEntries: 'nowhere' }],
  ['a cut name, another course and no entries', CUT],
] as const)('a server that shows %s gets one create in two days', async (_, switches) => {
  study.api.seed.server({ ...switches, createReply: 'memory' });
  await study.connect();
  await studyTwoDays();
  expect([creates().length, study.memories().length]).toEqual([1, 1]);
});

describe('a create whose outcome is unknown', () => {
  const never = { kind: 'drop' } as const;
  const html = '<!doctype html><title>502 Bad Gateway</title>';
  beforeEach(() => study.connect());

  test.each([
    ['no reply', never],
    ['500', { kind: 'status', status: 500, body: { detail: 'Server error.' } }],
    ['502 as a page', { kind: 'status', status: 502, body: html }],
    ['a page that says no', { kind: 'status', status: 403, body: html }],
    ['408', { kind: 'status', status: 408, body: { detail: 'Timeout.' } }],
    ['409', { kind: 'status', status: 409, body: { error: 'Memory already exists' } }],
    ['a page that says yes', { kind: 'body', body: html, contentType: 'text/html' }],
  ] as const)('is not sent again automatically (%s)', async (_, fault) => {
    study.api.faults.add({ method: 'POST', path: /\/memories\/$/, do: fault });
    await studyTwoDays();
    expect(creates()).toHaveLength(1);
  });

  test('stops the course with an explanation, whatever unit is opened next, until Try again', async () => {
    study.api.faults.add({ method: 'POST', path: /\/memories\/$/, times: 1, do: never });
    await study.seeUnit('a');
    await study.wait(MINUTE);
    expect(await waitOfUnit('a')).toMatchObject({ kind: 'again', error: { kind: 'not-shown' } });
    await study.wait(30 * MINUTE);
    const stopped = { kind: 'rejected', status: NOT_SHOWN, words: '', final: true };
    expect(await waitOfUnit('a')).toEqual(stopped);
    expect(attentionOf(await readOverview(), false)).toBe('act');
    await study.seeUnit('b');
    await study.wait(30 * MINUTE);
    expect(await waitOfUnit('b')).toEqual(stopped);
    const looks = study.api.log.filter(({ path }) => path.includes('/memory/')).length;
    expect(looks).toBeLessThan(10);
    await study.ask({ type: 'send/try-again' });
    await study.wait(1_000);
    expect(creates()).toHaveLength(2);
    expect(texts()).toEqual([expect.stringContaining('"Unit b"')]);
    expect(attentionOf(await readOverview(), false)).toBe('fine');
  });

  test.each(['before', 'after'] as const)(
    'counts as sent when the worker is stopped %s the request',
    async (side) => {
      await study.seeUnit('a');
      // The requests for school, name and list come first. The fourth request creates.
      study.stopWorkerAt({ calls: 3, requests: true, side });
      await study.wait(20 * MINUTE);
      expect(creates()).toHaveLength(side === 'before' ? 0 : 1);
      expect(study.memories()).toHaveLength(side === 'before' ? 0 : 1);
      await study.ask({ type: 'send/try-again' });
      await study.wait(1_000);
      expect([creates().length, study.memories().length]).toEqual([1, 1]);
    },
  );

  test('is not sent again after reconnecting, which finds its memory', async () => {
    study.api.seed.server({ listsMemories: false, memoryByName: '404', createReply: 'empty' });
    await study.seeUnit('a');
    await study.wait(30 * MINUTE);
    await study.disconnect();
    await study.connect();
    await study.wait(30 * MINUTE);
    expect(creates()).toHaveLength(1);
    study.api.seed.server({ listsMemories: true });
    await study.disconnect();
    await study.connect();
    await study.wait(6_000);
    expect(await waitOfUnit('a')).toBe('saved');
    expect(creates()).toHaveLength(1);
  });

  test('is not sent again for a course that is unfollowed and followed again', async () => {
    study.api.seed.server({ listsMemories: false, memoryByName: '404', createReply: 'empty' });
    await study.seeUnit('a');
    await study.wait(30 * MINUTE);
    await study.remove(COURSE, { stop: true });
    await study.wait(20_000);
    await study.ask({ type: 'course/follow', courseKey: COURSE });
    await study.seeUnit('b');
    await study.wait(30 * MINUTE);
    expect(creates()).toHaveLength(1);
  });
});

describe('a create that the API rejected in its own words', () => {
  beforeEach(() => study.connect());
  const refused = (status: number, times = 1) =>
    study.api.faults.add({
      method: 'POST',
      path: /\/memories\/$/,
      times,
      do: { kind: 'status', status, body: { detail: 'Not now.' } },
    });

  test('counts as not carried out, so the next unit is created', async () => {
    refused(400);
    await study.seeUnit('a');
    await study.wait(6_000);
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(creates()).toHaveLength(2);
    expect(texts()).toEqual([expect.stringContaining('"Unit b"')]);
  });

  test('is sent again automatically after 429', async () => {
    refused(429, 2);
    await study.seeUnit('a');
    await study.wait(5 * MINUTE);
    expect(texts()).toEqual([expect.stringContaining('"Unit a"')]);
  });

  test('is sent again without the course, and only that second create is looked for', async () => {
    study.api.seed.server({ refusesCatalogItems: true });
    study.api.faults.add({ method: 'POST', path: /\/memories\/$/, skip: 1, do: { kind: 'drop' } });
    await studyTwoDays();
    expect(creates().map(({ status }) => status)).toEqual([400, null]);
    expect(await waitOfUnit('2d')).toMatchObject({ status: NOT_SHOWN });
  });
});

test('creates a memory once more if it was found and later deleted elsewhere', async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(6_000);
  study.api.seed.removeMemory(study.memories()[0]?.uniqueId ?? '');
  study.api.seed.server({ listsMemories: false, memoryByName: '404', createReply: 'empty' });
  await studyTwoDays();
  expect(creates()).toHaveLength(2);
});

test('does not create a memory again if the reply named its ids and the memory is gone later', async () => {
  study.api.seed.server({ listsMemories: false, memoryByName: '404' });
  await study.connect();
  await study.seeUnit('a');
  await study.wait(6_000);
  study.api.seed.removeMemory(study.memories()[0]?.uniqueId ?? '');
  await studyTwoDays();
  expect(creates()).toHaveLength(1);
});
