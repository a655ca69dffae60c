import { beforeEach, describe, expect, test } from 'vitest';
import { healthOf } from '../../../lib/store/items/connections.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { START } from '../../harness/worker-harness.ts';

/* Waypoint obeys Retry-After for at most an hour at a time. The learner may retry once a minute. */

let id: string;
useStudy();
beforeEach(async () => {
  await study.connect();
  id = await study.connectionId();
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const busy = (after: string, times?: number) =>
  study.api.faults.add({
    path: /memor/,
    ...(times === undefined ? {} : { times }),
    do: { kind: 'status', status: 429, headers: { 'Retry-After': after } },
  });
const status = async () => statusOf(await readOverview(), { kind: 'place', place: unit('a') });
const asked = () => study.api.log.filter(({ path }) => path.includes('memor')).length;
const again = () => study.ask({ type: 'send/try-again' });

test.each([
  ['a Unix time of the past', '1771404540', MINUTE],
  ['a Unix time in two minutes', `${START / 1000 + 125}`, 5 * MINUTE],
  ['a Unix time in two minutes, in milliseconds', `${START + 125_000}`, 5 * MINUTE],
  ['a number below zero', '-1', MINUTE],
  ['120s', '120s', 5 * MINUTE],
  ['garbage', 'in a while', MINUTE],
  ['a day', '86400', HOUR + 30 * MINUTE],
  ['a date of next year', 'Tue, 23 Nov 2027 10:00:00 GMT', HOUR + 30 * MINUTE],
])('saves the place automatically after a Retry-After of %s', async (_, after, within) => {
  busy(after, 1);
  await study.seeUnit('a');
  await study.wait(within);
  expect(await status()).toMatchObject({ kind: 'saved' });
});

test('asks a server that repeats Retry-After once an hour', async () => {
  busy('86400');
  await study.seeUnit('a');
  await study.wait(6_000);
  const first = asked();
  await study.wait(5 * HOUR + 30 * MINUTE);
  // Each wait is an hour, and at random up to 29 minutes longer.
  expect(asked() - first).toBeGreaterThanOrEqual(3);
  expect(asked() - first).toBeLessThanOrEqual(5);
});

describe('Try again', () => {
  test('sends in spite of Retry-After, at most once a minute', async () => {
    busy('3000');
    await study.seeUnit('a');
    await study.wait(10_000);
    const before = asked();
    // A retry has been allowed for long.
    expect(await status()).toMatchObject({ why: { kind: 'again', free: MINUTE } });
    await again();
    await study.wait(1_000);
    expect(asked()).toBe(before + 1);
    expect(await status()).toMatchObject({
      why: { kind: 'again', error: { kind: 'server', status: 429 }, free: Date.now() + 59_000 },
    });
    for (let i = 0; i < 5; i += 1) {
      await again();
      await study.wait(5_000);
    }
    expect(asked()).toBe(before + 1);
    // The status keeps its error, because nothing was tried.
    expect(await status()).toMatchObject({ why: { error: { kind: 'server', status: 429 } } });
    await study.wait(34_000);
    await again();
    await study.wait(1_000);
    expect(asked()).toBe(before + 2);
  });

  test('saves the place once the server works again', async () => {
    const mend = busy('3000');
    await study.seeUnit('a');
    await study.wait(10_000);
    mend();
    await again();
    await study.wait(1_000);
    expect(await status()).toMatchObject({ kind: 'saved' });
  });

  test('overrides Retry-After, unlike opening the popup or a network that is back', async () => {
    busy('3000');
    await study.seeUnit('a');
    await study.wait(10_000);
    const before = asked();
    await study.ask({ type: 'now/look' });
    study.setOnline(false);
    study.setOnline(true);
    await study.wait(MINUTE);
    expect(asked()).toBe(before);
  });

  test('works again after a clock that was ahead is corrected', async () => {
    busy('3000');
    await study.seeUnit('a');
    await study.wait(10_000);
    const health = await healthOf(id).read();
    await healthOf(id).write({ ...health, overruled: Date.now() + 365 * 24 * HOUR });
    const before = asked();
    await again();
    await study.wait(1_000);
    expect(asked()).toBe(before + 1);
  });
});
