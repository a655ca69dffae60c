import { describe, expect, test } from 'vitest';
import type { Fault } from '../../../lib/ibl/client/types.ts';
import { classify, isOfAll, isStatus, wordsIn } from '../../../lib/ibl/client/classify-fault.ts';

const status = (code: number) =>
  ({ kind: 'status', status: code, words: 'No.', retryAfter: null }) as const;
const intermediary = (code: number) =>
  ({ kind: 'intermediary', status: code, retryAfter: null }) as const;

describe('a fault is classified', () => {
  test.each<[string, Fault, ReturnType<typeof classify>, boolean]>([
    ['no network', { kind: 'no-network' }, 'retry', true],
    ['no access', { kind: 'no-access' }, 'retry', true],
    ['a timeout', { kind: 'timeout' }, 'retry', true],
    ['an answer that no ibl.ai server gives', { kind: 'not-ibl', status: 200 }, 'retry', false],
    ['a 401 of a gateway', intermediary(401), 'retry', true],
    ['a row of somebody else', { kind: 'not-ours' }, 'rejected', false],
    ['400', status(400), 'rejected', false],
    ['401', status(401), 'auth', true],
    ['403', status(403), 'auth', false],
    ['403 about one row', { ...status(403), ofRow: true }, 'rejected', false],
    ['404', status(404), 'rejected', false],
    ['408', status(408), 'retry', false],
    ['409', status(409), 'rejected', false],
    ['429', status(429), 'retry', true],
    ['500', status(500), 'retry', false],
  ])('%s', (_, fault, meaning, all) => {
    expect([classify(fault), isOfAll(fault)]).toEqual([meaning, all]);
  });
});

test('a status counts only if the API gave it, and has its words', () => {
  expect(isStatus({ ok: false, fault: status(404) }, 403, 404)).toBe(true);
  expect(isStatus({ ok: false, fault: status(409) }, 403, 404)).toBe(false);
  expect(isStatus({ ok: false, fault: intermediary(404) }, 403, 404)).toBe(false);
  expect(isStatus({ ok: true, status: 404, body: null, serverNow: null }, 404)).toBe(false);
  expect([wordsIn(status(404)), wordsIn(intermediary(404))]).toEqual(['No.', '']);
});
