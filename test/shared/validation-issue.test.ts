import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { issue, issueOf } from '../../lib/shared/validation-issue.ts';

const schema = z.object({
  entries: z.array(z.object({ value: z.string() })),
  short: z.optional(z.string().check(z.maxLength(3))),
  one: z.optional(z.enum(['a', 'b'])),
  kind: z.optional(z.discriminatedUnion('k', [z.object({ k: z.literal('x') })])),
});

test.each([
  [null, { kind: 'type', at: '', wanted: 'object', found: 'nothing' }],
  ['text', { kind: 'type', at: '', wanted: 'object', found: 'text' }],
  [[], { kind: 'type', at: '', wanted: 'object', found: 'list' }],
  [undefined, { kind: 'missing', at: '' }],
  [{}, { kind: 'missing', at: 'entries' }],
  [{ entries: {} }, { kind: 'type', at: 'entries', wanted: 'list', found: 'object' }],
  [
    { entries: [{ value: 'a' }, { value: true }] },
    { kind: 'type', at: 'entries[1].value', wanted: 'text', found: 'yes-or-no' },
  ],
  [
    { entries: [], short: 'long secret' },
    { kind: 'value', at: 'short' },
  ],
  [
    { entries: [], one: 'secret' },
    { kind: 'value', at: 'one' },
  ],
  [
    { entries: [], kind: { k: 'secret' } },
    { kind: 'value', at: 'kind.k' },
  ],
])('an issue is found in %j', (value, expected) => {
  const parsed = schema.safeParse(value);
  const found = parsed.success ? null : issueOf(parsed.error, value);
  expect(found).toEqual(expected);
  expect(issue.safeParse(found).success).toBe(true);
});

test('a name cannot make an issue long or hide characters in it', () => {
  const value = { [`\u202e${'x'.repeat(500)}`]: 1 };
  const parsed = z.record(z.string(), z.string()).safeParse(value);
  const found = parsed.success ? null : issueOf(parsed.error, value);
  expect(found).toEqual({ kind: 'type', at: 'x'.repeat(100), wanted: 'text', found: 'number' });
});
