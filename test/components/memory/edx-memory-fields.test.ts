import { describe, expect, test } from 'vitest';
import { currentIn } from '../../../components/memory/edx-memory-fields.ts';
import { visitedIn } from '../../../components/memory/edx-memory-visited.ts';
import { lastUnitIn } from '../../../components/memory/last-unit.ts';
import { unitsBefore, unitsVisited } from '../../../components/memory/units-before.ts';
import type { Row } from '../../../components/memory/memory-model.ts';
import { entryText } from '../../../lib/domain/entry-text.ts';
import { EMPTY_RECORD } from '../../../lib/store/items/outbox-record.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';

const key = (name: string) => unit(name).unitKey ?? '';

describe('the edX memory fields', () => {
  test.each([
    ['a key', { current_page: key('a') }, { key: key('a'), title: null }],
    ['a title', { page: 'Getting Started' }, { key: null, title: 'Getting Started' }],
    [
      'an object with both',
      { current: { id: key('a'), display_name: 'Getting Started' } },
      { key: key('a'), title: 'Getting Started' },
    ],
    [
      'the most specific of several',
      { block: key('b'), last_page: key('a') },
      { key: key('a'), title: null },
    ],
    [
      'a page among other things',
      { note: 'x', usage_id: key('a') },
      { key: key('a'), title: null },
    ],
  ])('show the current page from %s', (_, data, current) => {
    expect(currentIn(data)).toEqual(current);
  });

  test.each([
    ['a list of keys', { visited: [key('a'), 'no key', key('b')] }],
    ['a map by key', { blocks: { [key('a')]: true, [key('b')]: { times: 2 } } }],
    ['a list of objects', { seen: [{ id: key('a') }, { id: key('b') }, { id: 'none' }] }],
    ['a bare list', [key('a'), key('b')]],
  ])('show the visited units from %s', (_, data) => {
    expect(visitedIn(data).map((one) => one.key)).toEqual([key('a'), key('b')]);
  });

  test.each([
    null,
    undefined,
    7,
    'text',
    [],
    {},
    { page: null, blocks: 4 },
    { page: '{"not":"a title"}' },
    { page: 'https://evil.example/' },
    { page: ['x'] },
    JSON.parse('{"__proto__":{"page":"x"},"constructor":[1]}') as unknown,
  ])('show nothing from %j', (data) => {
    expect(currentIn(data)).toBeNull();
    expect(visitedIn(data)).toEqual([]);
  });
});

describe('the last unit of a course', () => {
  const none: Row = {
    connectionId: '1',
    courseKey: COURSE,
    title: 'A course',
    at: null,
    edx: null,
    ours: null,
    record: undefined,
    followed: false,
    failed: null,
  };
  const edx = (data: unknown) => ({ id: 1, json: JSON.stringify(data), modified: null });

  test('comes from the text that Waypoint wrote', () => {
    const text = entryText({ ...unit('a'), sectionTitle: 'Week "1"' }, []);
    const ours = { id: '7d9f3f5e-2f4b-4f0a-9a39-2f6a3a1f0c11', text, modified: null };
    expect(lastUnitIn({ ...none, ours })).toBe('Unit a');
  });

  test('comes from this browser before it comes from a server', () => {
    const visited = [{ unitKey: key('b'), title: 'Unit b' }];
    const row = { ...none, record: { ...EMPTY_RECORD, visited }, edx: edx({ page: 'Other' }) };
    expect(lastUnitIn(row)).toBe('Unit b');
  });

  test("comes from the school's data, also inside a string, and is null if nothing names it", () => {
    expect(lastUnitIn({ ...none, edx: edx({ page: 'Getting Started' }) })).toBe('Getting Started');
    expect(lastUnitIn({ ...none, edx: edx(JSON.stringify({ current: key('c') })) })).toBe('c');
    expect(lastUnitIn({ ...none, edx: edx([1]) })).toBeNull();
    expect(lastUnitIn({ ...none, edx: { id: 1, json: null, modified: null } })).toBeNull();
    expect(lastUnitIn(none)).toBeNull();
  });

  test('has the units before it from this browser, or else from the text of another one', () => {
    const visited = ['c', 'b', 'a'].map((name) => ({
      unitKey: key(name),
      title: `Unit ${name}; "x"`,
    }));
    const record = { ...EMPTY_RECORD, visited };
    expect(unitsBefore({ ...none, record })).toEqual(['Unit b; "x"', 'Unit a; "x"']);
    const text = entryText(unit('c'), visited);
    const ours = { id: '7d9f3f5e-2f4b-4f0a-9a39-2f6a3a1f0c11', text, modified: null };
    expect(unitsBefore({ ...none, ours })).toEqual(["Unit b; 'x'", "Unit a; 'x'"]);
    expect(unitsBefore({ ...none, ours: { ...ours, text: 'no such text' } })).toEqual([]);
  });

  test("has the units of the school's data, as far as anything names them", () => {
    const record = { ...EMPTY_RECORD, visited: [{ unitKey: key('b'), title: 'Unit b' }] };
    const data = { seen: [{ id: key('a'), title: 'First' }, key('b'), key('c')] };
    expect(unitsVisited({ ...none, record, edx: edx(data) })).toEqual(['First', 'Unit b']);
    expect(unitsVisited(none)).toEqual([]);
  });
});
