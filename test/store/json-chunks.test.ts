import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonParts } from '../../lib/store/json-chunks.ts';

const textOf = async (value: object, secrets: readonly string[] = []) =>
  (await jsonParts(value, secrets)).join('');

test('the chunks together are the JSON of the whole', async () => {
  const long = fc.array(fc.jsonValue(), { minLength: 0, maxLength: 60 });
  const value = fc.record({
    a: long,
    b: fc.record({ c: long, d: fc.jsonValue() }),
    e: fc.string(),
  });
  await fc.assert(
    fc.asyncProperty(value, async (one) => {
      expect(await textOf(one)).toBe(JSON.stringify(one, null, 2));
    }),
  );
});

test.each([10, 30])(
  'no chunk contains a secret in a value or a name, with %i entries to a list',
  async (length) => {
    const secret = 'de30"\\ada';
    const list = Array.from({ length }, (_, i) => ({ [`${secret}${i}`]: `x${secret}y`, i }));
    const text = await textOf({ list, [secret]: [secret] }, [secret, 'another']);
    expect(JSON.parse(text)).toEqual({
      list: Array.from({ length }, (_, i) => ({ [`…${i}`]: 'x…y', i })),
      '…': ['…'],
    });
  },
);

test('other work runs between chunks', async () => {
  const list = Array.from({ length: 20_000 }, (_, i) => ({ i, text: 'x'.repeat(200) }));
  let turns = 0;
  const timer = setInterval(() => (turns += 1));
  await jsonParts({ list }, []);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
});
