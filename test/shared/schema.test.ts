import * as z from 'zod/mini';
import { expect, test } from 'vitest';
import { few, guid, oneOf, short, time, whole, word } from '../../lib/shared/schema.ts';

const takes = (schema: z.ZodMiniType, value: unknown) => schema.safeParse(value).success;

test.each([
  ['a whole number', whole, [0, -3, 2 ** 53 - 1], [0.5, 2 ** 53, Infinity, '1', null]],
  ['a short text', short(3), ['', 'abc'], ['abcd', 3]],
  ['a short list', few(z.string(), 2), [[], ['a', 'b']], [['a', 'b', 'c'], [1], 'ab']],
  [
    'an id',
    guid,
    ['0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['', '0f8fad5bd9cb469fa16570867728950e', '../0f8fad5b-d9cb-469f-a165-70867728950e'],
  ],
  [
    'a time',
    time,
    ['2026-11-23T10:00:00Z', '2026-11-23T10:00:00.123Z'],
    ['2026-11-23', '2026-13-23T10:00:00Z', '2026-11-23T10:00:00+01:00', 0],
  ],
  ['a word', word('read', 'rest'), ['read', 'rest'], ['Read', '', undefined, ['read']]],
  [
    'one of several shapes',
    oneOf(z.object({ kind: word('none') }), z.object({ kind: word('server'), status: z.number() })),
    [{ kind: 'none' }, { kind: 'server', status: 500 }],
    [{ kind: 'server' }, { kind: 'other' }, {}, null, 'none'],
  ],
] as const)('the schema accepts and rejects the right values for %s', (_, schema, yes, no) => {
  for (const value of yes) expect(takes(schema, value), JSON.stringify(value)).toBe(true);
  for (const value of no) expect(takes(schema, value), JSON.stringify(value)).toBe(false);
});
