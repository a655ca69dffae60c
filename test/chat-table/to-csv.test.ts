import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { safeCell } from '../../lib/chat-table/cell.ts';
import { bytesOf, tableOf } from '../../lib/chat-table/to-csv.ts';
import { messagesIn } from '../../lib/chat-table/find-messages.ts';

/** Parses the text. Every line has an end, the last one too. */
const parse = (csv: string, delimiter = '\t'): string[][] =>
  Papa.parse<string[]>(csv, { delimiter, newline: '\r\n' }).data.slice(0, -1);

/**
 * Characters that begin a formula. They and the separators undo what docs/your-data.md says about
 * cells.
 */
const FORMULA = '=+\\-@＝＋－＠﹦﹢﹣﹫';
const SEPARATOR = ',;:|\\v\\f\\x85\\u2028\\u2029';
const ADDED = new RegExp(`((?:^|[${SEPARATOR}])[\\p{Z}\\p{C}"']*?)'(?=[${FORMULA}])`, 'gu');
const textOf = (cell: string): string =>
  cell
    .replaceAll(ADDED, '$1')
    .replaceAll(/↵([ ↵])|⇥([ ⇥])|␍([ ␍])/g, (_, lf?: string, tab?: string, cr?: string) => {
      if (lf !== undefined) return lf === ' ' ? '\n' : '↵';
      if (tab !== undefined) return tab === ' ' ? '\t' : '⇥';
      return cr === ' ' ? '\r' : '␍';
    });

/**
 * Yields the cells that a program may see in the file: with quotes that count, that do not, or that are
 * removed.
 */
function* cellsOf(csv: string): Generator<string> {
  for (const separator of [',', ';', '\t', '|', ':']) {
    for (const row of parse(csv, separator)) yield* row;
    for (const line of csv.split(/[\r\n\v\f\u0085\u2028\u2029]/)) yield* line.split(separator);
  }
}
const SIGN_FIRST = new RegExp(`^[\\s"\\p{Z}\\p{C}]*[${FORMULA}]`, 'u');

const one = { type: 'human', content: 'Hello', timestamp: '2026-01-05T10:00:00Z' };
const two = { type: 'ai', content: 'Hi', timestamp: '2026-01-05T10:00:01Z', tokens: 3 };
const HEAD = ['timestamp', 'type', 'content', 'tokens'];
const ONE = [one.timestamp, 'human', 'Hello', ''];
const TWO = [two.timestamp, 'ai', 'Hi', '3'];
const SESSIONS = [
  ['session', ...HEAD],
  ['s1', ...ONE],
  ['s2', ...TWO],
];

describe('a history', () => {
  test.each<[string, unknown, string[][]]>([
    ['a list', [one, two], [HEAD, ONE, TWO]],
    ['a page', { count: 2, next: null, results: [one, two] }, [HEAD, ONE, TWO]],
    ['messages', { messages: [one, two] }, [HEAD, ONE, TWO]],
    ['data', { data: [one, two] }, [HEAD, ONE, TWO]],
    ['a state beside it', { state: 'SUCCESS', data: [one, two] }, [HEAD, ONE, TWO]],
    [
      'a page inside of data',
      { state: 'SUCCESS', data: { results: [one, two] } },
      [HEAD, ONE, TWO],
    ],
    ['sessions', { s1: [one], s2: [two] }, SESSIONS],
    ['sessions inside of data', { data: { s1: [one], s2: [two] } }, SESSIONS],
    ['sessions with a page each', { s1: { messages: [one] }, s2: { messages: [two] } }, SESSIONS],
    [
      'a list of sessions that hold messages',
      [
        { id: 's1', messages: [one] },
        { id: 's2', messages: [two] },
      ],
      [
        ['session', ...HEAD.slice(0, 3), 'session details', 'tokens'],
        ['s1', ...ONE.slice(0, 3), '{"id":"s1"}', ''],
        ['s2', ...TWO.slice(0, 3), '{"id":"s2"}', '3'],
      ],
    ],
    [
      'sessions on a page, each with what it says of itself',
      { count: 1, results: [{ session_id: 7, title: 'Roots', messages: [one, two] }] },
      [
        ['session', ...HEAD.slice(0, 3), 'session details', 'tokens'],
        ['7', ...ONE.slice(0, 3), '{"session_id":7,"title":"Roots"}', ''],
        ['7', ...TWO.slice(0, 3), '', '3'],
      ],
    ],
    ['lists of messages', [[one], [two]], [SESSIONS[0] ?? [], ['1', ...ONE], ['2', ...TWO]]],
    [
      'mentors, each with sessions',
      { mentors: [{ name: 'm', sessions: [{ id: 's1', chats: [one] }] }] },
      [
        ['session', ...HEAD.slice(0, 3), 'session details'],
        ['s1', ...ONE.slice(0, 3), '{"id":"s1","name":"m"}'],
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
      'a message whose content is in parts',
      [{ type: 'ai', content: [{ text: 'Hi' }] }],
      [
        ['type', 'content'],
        ['ai', '[{"text":"Hi"}]'],
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
  ])('becomes a table: %s', (_, history, table) => {
    expect(parse(tableOf(history).csv)).toEqual(table);
    expect(tableOf(history).messages).toBe(table.length - 1);
  });

  test('that is too deep to be searched appears as it is', () => {
    let deep: unknown = [one];
    for (let n = 0; n < 50; n += 1) deep = { messages: [deep] };
    const rows = parse(tableOf(deep).csv);
    expect(rows).toHaveLength(2);
    expect(rows[1]?.join()).toContain('"content":"Hello"');
  });
});

describe('the file', () => {
  test('is UTF-16 with tabs, so that Excel recognizes a table in every country', () => {
    const bytes = bytesOf(tableOf([{ content: 'ü 😀' }]).csv);
    expect(bytes.slice(0, 2)).toEqual(Uint8Array.of(0xff, 0xfe));
    const text = new TextDecoder('utf-16le').decode(bytes);
    expect(text).toBe('"content"\r\n"ü 😀"\r\n');
    expect(tableOf([one, two]).csv.split('\r\n')[0]).toBe(
      '"timestamp"\t"type"\t"content"\t"tokens"',
    );
  });

  test('stays small when each message has its own field', () => {
    const history = Array.from({ length: 3_000 }, (_, i) => ({ content: 'x', [`own ${i}`]: i }));
    const size = JSON.stringify(history).length;
    const { csv } = tableOf(history);
    expect(bytesOf(csv).length).toBeLessThan(size * 4);
    const rows = parse(csv);
    expect(rows[0]).toEqual(['content', 'other']);
    expect(rows[1234]).toEqual(['x', '{"own 1233":1233}']);
  });

  test('stays small when a session has many details', () => {
    const about = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`a${i}`, 'about']));
    const messages = Array.from({ length: 1_000 }, () => ({ content: 'x' }));
    const history = [{ ...about, messages }];
    expect(bytesOf(tableOf(history).csv).length).toBeLessThan(JSON.stringify(history).length * 4);
  });

  test('has a column for what one message in 20 contains, even beside a field named "other"', () => {
    const history = Array.from({ length: 40 }, (_, i) => ({
      content: 'x',
      ...(i < 2 ? { often: i } : {}),
      ...(i === 5 ? { other: 'mine', rare: null } : {}),
    }));
    const rows = parse(tableOf(history).csv);
    expect(rows[0]).toEqual(['content', 'often', 'other 2']);
    expect(rows[6]).toEqual(['x', '', '{"other":"mine","rare":null}']);
  });
});

test.each([
  ['=1+1', "'=1+1"],
  ['Explain; =1+1; please', "Explain; '=1+1; please"],
  ['a,-5|@b:+c', "a,'-5|'@b:'+c"],
  ['a\n=1+1', 'a↵ =1+1'],
  ['a\r\n\t=1', 'a␍ ↵ ⇥ =1'],
  ['\u2028=1', "\u2028'=1"],
  ['a; "\'=1"', `a; "''=1"`],
  [' \u200b＝1', " \u200b'＝1"],
  ['x = 5 - 3, so 3-5', 'x = 5 - 3, so 3-5'],
  ['↵ ⇥', '↵↵ ⇥⇥'],
])('the cell %j becomes %j', (content, cell) => {
  expect(parse(tableOf([{ content }]).csv)[1]).toEqual([cell]);
  expect(parse(tableOf([{ [content]: 'x' }]).csv)[0]).toEqual([cell]);
  expect(textOf(cell)).toBe(content);
});

test('a number below zero is no formula', () => {
  expect(parse(tableOf([{ content: -5 }]).csv)[1]).toEqual(["'-5"]);
});

const odd = fc.string({
  unit: fc.constantFrom(...'=+-@＝＋－＠,;:|\t\r\n\v\u2028 "\'a1↵⇥␍\u200b\u00a0'.split('')),
});
const text = fc.oneof(odd, fc.string(), fc.string({ unit: 'binary' }));

test('no cell of any text begins as a formula, whatever the separator, and the text can be restored', () => {
  const messages = fc.array(fc.dictionary(text, text, { maxKeys: 4 }), { maxLength: 4 });
  fc.assert(
    fc.property(messages, (history) => {
      const { csv } = tableOf(history);
      expect([...cellsOf(csv)].filter((cell) => SIGN_FIRST.test(cell))).toEqual([]);
      expect(
        parse(csv)
          .flat()
          .filter((cell) => /[\t\r\n]/.test(cell)),
      ).toEqual([]);
      const [head = [], ...rows] = parse(csv);
      const names = head.map((name) => textOf(name));
      for (const [i, message] of history.entries()) {
        if (names.includes('')) continue;
        const there = Object.entries(message).filter(([, said]) => said !== '');
        const got = names.flatMap((name, n): [string, string][] =>
          rows[i]?.[n] ? [[name, textOf(rows[i][n])]] : [],
        );
        expect(new Map(got)).toEqual(new Map(there));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('any text becomes one cell in time that grows with its length', () => {
  for (const sign of [' ', ',', ';"', "'", '\u2028', '=', ', ', '\u200b']) {
    const long = sign.repeat(400_000);
    const before = performance.now();
    safeCell(long);
    expect(performance.now() - before).toBeLessThan(2_000);
  }
});

test('the table contains each field of each message of any JSON', () => {
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
      // Reads the JSON as from a file.
      const known: unknown = JSON.parse(JSON.stringify(made));
      const [head = [], ...cells] = parse(tableOf(known).csv);
      const lines = messagesIn(known);
      if (head.includes('')) return;
      expect(cells).toHaveLength(lines.length);
      for (const [i, line] of lines.entries()) {
        const there = new Map(head.map((name, n) => [textOf(name), textOf(cells[i]?.[n] ?? '')]));
        for (const [name, inside] of line) {
          const said = typeof inside === 'string' ? inside : JSON.stringify(inside);
          expect(there.get(name)).toBe(inside === null ? '' : said);
        }
      }
    }),
    { numRuns: 300 },
  );
});
