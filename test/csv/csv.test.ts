import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { FORMULA, tableOf } from '../../lib/csv/csv.ts';
import { messagesIn } from '../../lib/csv/messages-in.ts';

const parse = (csv: string): string[][] =>
  Papa.parse<string[]>(csv, { delimiter: ',', newline: '\r\n' }).data;
const safe = (text: string) => (FORMULA.test(text) ? `'${text}` : text);

const one = { type: 'human', content: 'Hello', timestamp: '2026-01-05T10:00:00Z' };
const two = { type: 'ai', content: 'Hi', timestamp: '2026-01-05T10:00:01Z', tokens: 3 };
const HEAD = ['timestamp', 'type', 'content', 'tokens'];
const ONE = [one.timestamp, 'human', 'Hello', ''];
const TWO = [two.timestamp, 'ai', 'Hi', '3'];

describe('the forms of a history', () => {
  test.each<[string, unknown, string[][]]>([
    ['a list', [one, two], [HEAD, ONE, TWO]],
    ['a page', { count: 2, next: null, results: [one, two] }, [HEAD, ONE, TWO]],
    ['messages', { messages: [one, two] }, [HEAD, ONE, TWO]],
    ['data', { data: [one, two] }, [HEAD, ONE, TWO]],
    ['a state beside it', { state: 'SUCCESS', data: [one, two] }, [HEAD, ONE, TWO]],
    [
      'sessions',
      { s1: [one], s2: [two] },
      [
        ['session', ...HEAD],
        ['s1', ...ONE],
        ['s2', ...TWO],
      ],
    ],
    [
      'sessions with a page each',
      { s1: { messages: [one] }, s2: { messages: [two] } },
      [
        ['session', ...HEAD],
        ['s1', ...ONE],
        ['s2', ...TWO],
      ],
    ],
    [
      'sessions whose messages name theirs',
      { s1: [{ ...one, session: 'x' }] },
      [
        ['session', 'timestamp', 'type', 'content', 'session 2'],
        ['x', one.timestamp, 'human', 'Hello', 's1'],
      ],
    ],
    ['one message', one, [HEAD.slice(0, 3), ONE.slice(0, 3)]],
    [
      'one message that holds data',
      { ...one, data: [1] },
      [
        [...HEAD.slice(0, 3), 'data'],
        [...ONE.slice(0, 3), '[1]'],
      ],
    ],
    [
      'an object of no known form',
      { a: 1, b: [2] },
      [
        ['a', 'b'],
        ['1', '[2]'],
      ],
    ],
    ['texts', ['a', 'b'], [['value'], ['a'], ['b']]],
    ['a list of lists', [[1], [2]], [['value'], ['[1]'], ['[2]']]],
    ['a number', 7, [['value'], ['7']]],
    ['nothing', [], [HEAD.slice(0, 3)]],
    ['no session', {}, [HEAD.slice(0, 3)]],
    ['null', null, [HEAD.slice(0, 3)]],
  ])('%s', (_, history, table) => {
    expect(parse(tableOf(history).csv)).toEqual(table);
    expect(tableOf(history).messages).toBe(table.length - 1);
  });
});

test.each(['=1+1', '+1', '-1', '@a', '\tx', '\rx', '\nx', '=a\nb', '=', '＝1'])(
  'the cell %j does nothing in a spreadsheet, whatever stands in it',
  (content) => {
    expect(parse(tableOf([{ content }]).csv)[1]).toEqual([`'${content}`]);
    expect(parse(tableOf([{ [content]: 'x' }]).csv)[0]).toEqual([`'${content}`]);
  },
);

test('a number below zero does nothing either', () => {
  expect(parse(tableOf([{ content: -5 }]).csv)[1]).toEqual(["'-5"]);
});

test('any JSON: each field of each message is there again, and no cell begins as a formula', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('=a\n"b"', '-', "'", '\r\n', ',"'),
  );
  const value = fc.oneof(fc.jsonValue({ maxDepth: 2 }), text);
  const message = fc.oneof(value, fc.dictionary(text, value, { maxKeys: 5 }));
  const messages = fc.array(message, { maxLength: 5 });
  const history = fc.oneof(
    value,
    messages,
    fc.record({ results: messages }),
    fc.dictionary(text, messages, { maxKeys: 4 }),
  );
  fc.assert(
    fc.property(history, (made) => {
      // As it comes out of a file.
      const known: unknown = JSON.parse(JSON.stringify(made));
      const [head = [], ...cells] = parse(tableOf(known).csv);
      const lines = messagesIn(known);
      expect(cells).toHaveLength(lines.length);
      const names = new Set(lines.flatMap((line) => [...line.keys()]));
      if (names.size > 0) expect(head.toSorted()).toEqual([...names].map(safe).toSorted());
      const wrong: unknown[] = [];
      for (const [i, line] of lines.entries()) {
        const there = new Map(head.map((name, n) => [name, cells[i]?.[n]]));
        for (const [name, inside] of line) {
          const said = typeof inside === 'string' ? inside : JSON.stringify(inside);
          // Two names may only differ by the sign that makes one safe.
          if (names.has(`'${name}`) || names.has(name.slice(1))) continue;
          if (there.get(safe(name)) !== (inside === null ? '' : safe(said))) wrong.push(name, said);
        }
      }
      expect(wrong).toEqual([]);
      expect([head, ...cells].flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
