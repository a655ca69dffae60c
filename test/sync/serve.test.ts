import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { erasures } from '../../lib/store/erasure.ts';
import { createLedger } from '../../lib/sync/ledger.ts';
import { earliest, serve } from '../../lib/sync/serve.ts';
import { openStudy, START, type Study } from './study.ts';

let study: Study;
beforeEach(async () => {
  study = await openStudy();
  await study.connect();
  await study.seeUnit('a');
});
afterEach(() => study.close());
const served = (id: string) => serve(createLedger(), id, 'due');

describe('what is due for a connection', () => {
  test('is looked at again when its next place is due', async () => {
    const id = await study.connectionId();
    expect(await served(id)).toBe(START + 5_000);
    expect(await served('another')).toBeNull();
  });

  test('is put off without an end in sight while everything is being deleted', async () => {
    const erasure = { waypoint: true, school: false, here: false, since: START, found: 0 };
    const lists = { finished: [], gone: [], failed: [], hereDone: null };
    const id = await study.connectionId();
    await erasures.write({ ...erasure, ...lists, step: 'server' });
    expect(await served(id)).toBeNull();
    await erasures.write({ ...erasure, ...lists, step: 'over' });
    expect(await served(id)).toBe(START + 5_000);
  });
});

test.each([
  [[], null],
  [[null, null], null],
  [[null, 7], 7],
  [[9, null, 7, 8], 7],
  [[0], 0],
])('the first of %j is %j', (times, first) => {
  expect(earliest(times)).toBe(first);
});
