import { beforeEach, describe, expect, test } from 'vitest';
import { healthOf } from '../../lib/store/items/connections.ts';
import { EMPTY_RECORD } from '../../lib/store/items/outbox-record.ts';
import { writeRecord } from '../../lib/store/items/outbox-records.ts';
import { tabsSeen } from '../../lib/store/items/tabs.ts';
import { connectionOf } from '../../lib/domain/connections.ts';
import { readOverview } from '../../lib/domain/overview.ts';
import { statusOf } from '../../lib/domain/place-status.ts';
import { allWaiting } from '../../lib/domain/waiting-places.ts';
import { COURSE, pendingPlace, unit } from '../harness/sample-places.ts';
import { study, useStudy } from '../harness/use-study.ts';

useStudy();
beforeEach(async () => {
  await study.connect();
});

/** Returns what the popup says about the tab that was seen last. */
async function status() {
  const newest = (await tabsSeen.read()).tabs.at(-1);
  return statusOf(await readOverview(), newest?.seen ?? null);
}
const answer = (code: number, headers: Record<string, string> = {}) =>
  study.api.faults.add({
    path: /memor/,
    do: { kind: 'status', status: code, body: { detail: 'Their words.' }, headers },
  });
const MINUTE = 60_000;

describe('a waiting place says why, since when and until when', () => {
  test('while another unit may follow', async () => {
    const since = Date.now();
    await study.seeUnit('a');
    expect(await status()).toEqual({
      kind: 'waiting',
      since,
      why: { kind: 'quiet', next: since + 5_000, free: 0 },
    });
  });

  test.each([
    ['no network', () => study.setOnline(false), { kind: 'no-network' }],
    [
      'silence',
      () => study.api.faults.add({ path: /memor/, do: { kind: 'hang' } }),
      { kind: 'timeout' },
    ],
    ['a server in trouble', () => answer(502), { kind: 'server', status: 502 }],
    [
      'another server',
      () => study.api.faults.add({ path: /memor/, do: { kind: 'body', body: '<p>Sign in</p>' } }),
      { kind: 'not-ibl' },
    ],
  ])('with %s', async (_, fail, error) => {
    fail();
    const since = Date.now();
    await study.seeUnit('a');
    await study.wait(16_000);
    const now = await status();
    expect(now).toMatchObject({
      kind: 'waiting',
      since,
      why: { kind: 'again', error, asked: 0 },
    });
    const next = now.kind === 'waiting' && now.why.kind === 'again' ? now.why.next : 0;
    expect(next).toBeGreaterThan(Date.now() - 6_000);
    expect(next).toBeLessThan(Date.now() + 2 * MINUTE);
  });

  test('when the server asked to wait', async () => {
    answer(429, { 'Retry-After': '300' });
    await study.seeUnit('a');
    await study.wait(6_000);
    const now = await status();
    expect(now).toMatchObject({
      kind: 'waiting',
      why: { error: { kind: 'server', status: 429 } },
    });
    const why = now.kind === 'waiting' && now.why.kind === 'again' ? now.why : null;
    expect(why?.asked).toBeGreaterThan(Date.now() + 4 * MINUTE);
    expect(why?.next).toBeGreaterThanOrEqual(why?.asked ?? Infinity);
  });

  test('when the server rejected it, and finally after three times', async () => {
    answer(400);
    for (const name of ['a', 'b', 'c']) {
      const [before] = allWaiting(await readOverview());
      expect(before?.why).toEqual(
        before && { kind: 'rejected', status: 400, words: 'Their words.', final: false },
      );
      await study.seeUnit(name);
      await study.wait(6_000);
    }
    expect(await status()).toMatchObject({
      kind: 'waiting',
      why: { kind: 'rejected', status: 400, words: 'Their words.', final: true },
    });
  });

  test('when another tab shows an exam', async () => {
    await study.seeUnit('a');
    await study.see({ kind: 'blocked', reason: 'exam' }, 'https://learning.edx.org/course/x', 2);
    await study.wait(6_000);
    expect(allWaiting(await readOverview())).toMatchObject([{ why: { kind: 'exam' } }]);
    await study.see({ kind: 'none' }, 'https://learning.edx.org/', 2);
    expect(allWaiting(await readOverview())).toEqual([]);
    expect(study.memories()).toHaveLength(1);
  });

  test('when its site is blocked by its account', async () => {
    study.setOnline(false);
    await study.seeUnit('a', 1, 'ada');
    await study.wait(20_000);
    await study.seeUnit('b', 1, 'bob');
    expect(allWaiting(await readOverview())).toMatchObject([
      { place: { unitTitle: 'Unit a' }, why: { kind: 'account', site: unit('a').site } },
    ]);
  });

  test('when the server rejected the key', async () => {
    answer(401);
    await study.seeUnit('a');
    await study.wait(6_000);
    const at = Date.now();
    const now = await status();
    expect(now).toMatchObject({ kind: 'stopped', reason: 'key-refused', words: 'Their words.' });
    expect(now.kind === 'stopped' ? now.since : 0).toBeGreaterThan(at - 2_000);
    expect(allWaiting(await readOverview())).toHaveLength(1);
  });
});

test('every waiting course is listed with its unit, the longest wait first', async () => {
  const id = (await connectionOf(undefined))?.id ?? '';
  const waiting = (name: string, since: number) => ({
    ...EMPTY_RECORD,
    pending: [pendingPlace(name, { since, at: since })],
    lastError: { kind: 'timeout' } as const,
  });
  await writeRecord(id, 'C/1/1', waiting('later', 20));
  await writeRecord(id, 'C/2/2', EMPTY_RECORD);
  await writeRecord(id, 'C/3/3', waiting('first', 10));
  const told = allWaiting(await readOverview());
  expect(told.map(({ courseKey, place, since }) => [courseKey, place.unitTitle, since])).toEqual([
    ['C/3/3', 'Unit first', 10],
    ['C/1/1', 'Unit later', 20],
  ]);
});

test('a unit is not shown as waiting while another unit waits', async () => {
  await study.seeUnit('a');
  await study.wait(6_000);
  study.setOnline(false);
  await study.seeUnit('b', 2);
  const older = { kind: 'place', place: unit('a') } as const;
  expect(statusOf(await readOverview(), older)).toMatchObject({ kind: 'saved' });
  expect(await status()).toMatchObject({ kind: 'waiting' });
});

test('a Retry-After of the connection applies to each course', async () => {
  const id = (await connectionOf(undefined))?.id ?? '';
  const notBefore = Date.now() + 10 * MINUTE;
  await healthOf(id).write({ stop: null, lastCourse: null, notBefore, overruled: 0 });
  await study.seeUnit('a');
  expect(await status()).toMatchObject({ why: { kind: 'quiet', next: notBefore } });
  expect((await readOverview()).records.has(COURSE)).toBe(true);
});
