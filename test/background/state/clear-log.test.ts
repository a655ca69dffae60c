import { beforeEach, expect, test } from 'vitest';
import { browser } from '../../../lib/browser.ts';
import {
  addInvalidInputs,
  readInvalidInputs,
  refusalOf,
} from '../../../lib/store/core/invalid-input-log.ts';
import { readRequestLog } from '../../../lib/store/logs/request-log.ts';
import { study, useStudy } from '../../harness/use-study.ts';

useStudy();
beforeEach(async () => {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(6_000);
});

test('clearing the request log and the invalid inputs clears nothing else, and the numbers go on', async () => {
  const stored = async () => await browser.storage.local.get(null);
  const isList = (key: string) => key.startsWith('sent:') || ['refused', 'clock'].includes(key);
  const rest = async () =>
    Object.fromEntries(Object.entries(await stored()).filter(([key]) => !isList(key)));
  await addInvalidInputs([
    refusalOf({ kind: 'stored', key: 'x' }, { kind: 'too-long' }, Date.now()),
  ]);
  expect(await readInvalidInputs()).toHaveLength(1);
  const [before, newest] = [await rest(), (await readRequestLog())[0]];
  expect(newest).toBeDefined();
  expect(await study.ask({ type: 'sent/clear' })).toBeNull();
  expect([await readRequestLog(), await readInvalidInputs()]).toEqual([[], []]);
  expect(await rest()).toEqual(before);
  await study.seeUnit('b');
  await study.wait(6_000);
  const after = await readRequestLog();
  expect(after.length).toBeGreaterThan(0);
  for (const { seq } of after) expect(seq).toBeGreaterThan(newest?.seq ?? 0);
});
