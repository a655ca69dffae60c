import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../../lib/browser.ts';
import { policyOf, readPolicy } from '../../../lib/store/policy/read-policy.ts';

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.restoreAllMocks());

const NOTHING = {
  address: null,
  organization: null,
  sites: null,
  journal: null,
  help: null,
  misfits: [],
  unknown: [],
};

describe('a policy', () => {
  test('is read the way the learner would have typed it', () => {
    expect(
      policyOf({
        address: { value: 'ibl.school.example/prefix/', locked: true },
        organization: { value: ' main ', locked: false },
        sites: {
          value: ['https://apps.school.example/learning/x', 'apps.school.example'],
          locked: true,
        },
        journal: { value: '7-days' },
        help: { value: ' help.school.example ' },
      }),
    ).toEqual({
      address: { value: 'https://ibl.school.example/prefix', locked: true },
      organization: { value: 'main', locked: false },
      sites: { value: ['https://apps.school.example'], locked: true },
      journal: { value: '7-days', locked: false },
      help: { value: 'https://help.school.example/', locked: false },
      misfits: [],
      unknown: [],
    });
  });

  test('is empty when nothing is set, also if the browser then rejects the call', async () => {
    expect(await readPolicy()).toEqual(NOTHING);
    vi.spyOn(browser.storage.managed, 'get').mockRejectedValue(
      new Error('Managed storage manifest not found'),
    );
    expect(await readPolicy()).toEqual(NOTHING);
  });
});

describe('the forms in which browsers deliver a policy', () => {
  const LOCKED = { organization: { value: 'main', locked: true } };
  const SITES = { sites: { value: ['https://a.example', 'https://b.example'], locked: false } };

  test.each<[string, Record<string, unknown>, object]>([
    // HKLM\\SOFTWARE\\Policies\\Mozilla\\Firefox\\3rdparty\\Extensions\\{id}, with one value per
    // name
    ['JSON as text', { organization: '{ "value": "main", "locked": true }' }, LOCKED],
    [
      'JSON as text, from an editor',
      { organization: '\r\n{"value":"main","locked":true}\r\n' },
      LOCKED,
    ],
    // … \\{id}\\organization, with a REG_SZ and a REG_DWORD
    ['a key with text and 1', { organization: { value: 'main', locked: 1 } }, LOCKED],
    ['a key with text and "1"', { organization: { value: 'main', locked: '1' } }, LOCKED],
    ['a key with text and "True"', { organization: { value: 'main', locked: 'True' } }, LOCKED],
    [
      'Value and Locked, as Firefox names them',
      { organization: { Value: 'main', Locked: true } },
      LOCKED,
    ],
    [
      'a lock that is off',
      { organization: { value: 'main', locked: 0 } },
      { organization: { value: 'main', locked: false } },
    ],
    [
      'plain text, which locks nothing',
      { organization: 'main' },
      { organization: { value: 'main', locked: false } },
    ],
    [
      'plain text in quotes',
      { organization: '"main"' },
      { organization: { value: 'main', locked: false } },
    ],
    [
      'a plain address',
      { address: 'https://ibl.school.example/' },
      { address: { value: 'https://ibl.school.example', locked: false } },
    ],
    ['a plain word', { journal: ' 30-Days' }, { journal: { value: '30-days', locked: false } }],
    [
      'the plain address of a page with help',
      { help: 'https://help.school.example/a?b=1#c' },
      { help: { value: 'https://help.school.example/a?b=1#c', locked: false } },
    ],
    ['a plain list', { sites: ['https://a.example', 'b.example'] }, SITES],
    ['a list as JSON', { sites: '["https://a.example", "https://b.example"]' }, SITES],
    ['a list as JSON in a value', { sites: { value: '["a.example","b.example"]' } }, SITES],
    ['a list as text', { sites: 'https://a.example, https://b.example' }, SITES],
    ['a list as lines', { sites: { value: 'a.example\r\nb.example\r\n' } }, SITES],
    ['a list with semicolons', { sites: 'a.example; b.example' }, SITES],
    // … \\{id}\\sites\\1, 2, …: a list in the form of the registry
    ['numbered values', { sites: { 10: 'b.example', 2: 'a.example' } }, SITES],
    ['numbered values in a value', { sites: { value: { 1: 'a.example', 2: 'b.example' } } }, SITES],
    [
      'one site as text',
      { sites: 'https://a.example' },
      { sites: { value: ['https://a.example'], locked: false } },
    ],
  ])('are read: %s', (_, raw, read) => {
    expect(policyOf(raw)).toEqual({ ...NOTHING, ...read });
  });

  test('one invalid site in a text is reported with its position', () => {
    const { sites, misfits } = policyOf({ sites: 'a.example, http://b.example' });
    expect(sites?.value).toEqual(['https://a.example']);
    expect(misfits).toEqual([{ kind: 'value', at: 'sites.value[1]' }]);
  });
});

describe('an invalid value is ignored and reported with its position', () => {
  test.each([
    [{ address: { value: 'http://ibl.school.example' } }, { kind: 'value', at: 'address.value' }],
    [{ address: { value: 'https://docs.ibl.ai' } }, { kind: 'value', at: 'address.value' }],
    [
      { organization: { value: 5, locked: true } },
      { kind: 'type', at: 'organization.value', wanted: 'text', found: 'number' },
    ],
    [{ organization: { value: 'a/b' } }, { kind: 'value', at: 'organization.value' }],
    [{ organization: { locked: true } }, { kind: 'missing', at: 'organization.value' }],
    [{ organization: '{ "value": "main"' }, { kind: 'value', at: 'organization.value' }],
    [{ organization: '["main"' }, { kind: 'value', at: 'organization.value' }],
    [
      { organization: ['main'] },
      { kind: 'type', at: 'organization.value', wanted: 'text', found: 'list' },
    ],
    [{ organization: { name: 'main' } }, { kind: 'missing', at: 'organization.value' }],
    [{ journal: true }, { kind: 'type', at: 'journal.value', wanted: 'text', found: 'yes-or-no' }],
    [{ journal: 7 }, { kind: 'type', at: 'journal.value', wanted: 'text', found: 'number' }],
    [
      { organization: '{ "value": "main", "locked": "" }' },
      { kind: 'type', at: 'organization.locked', wanted: 'yes-or-no', found: 'text' },
    ],
    [
      { organization: { value: 'main', locked: 2 } },
      { kind: 'type', at: 'organization.locked', wanted: 'yes-or-no', found: 'number' },
    ],
    [
      { organization: { value: 'main', locked: 'yes' } },
      { kind: 'type', at: 'organization.locked', wanted: 'yes-or-no', found: 'text' },
    ],
    [
      { sites: { value: { first: 'https://a.example' } } },
      { kind: 'type', at: 'sites.value', wanted: 'list', found: 'object' },
    ],
    [{ sites: 5 }, { kind: 'type', at: 'sites.value', wanted: 'list', found: 'number' }],
    [{ journal: { value: '1-year' } }, { kind: 'value', at: 'journal.value' }],
    [{ help: { value: 'http://help.school.example' } }, { kind: 'value', at: 'help.value' }],
    [{ help: 'mailto:help@school.example' }, { kind: 'value', at: 'help.value' }],
    [{ help: 'javascript:alert(1)' }, { kind: 'value', at: 'help.value' }],
    [{ help: 'https://ibl.ai@other.example' }, { kind: 'value', at: 'help.value' }],
    [{ help: 'https://help.school\\@other.example' }, { kind: 'value', at: 'help.value' }],
    [{ help: { value: '' } }, { kind: 'value', at: 'help.value' }],
    [
      { help: ['https://help.school.example'] },
      { kind: 'type', at: 'help.value', wanted: 'text', found: 'list' },
    ],
  ])('for %j', (raw, issue) => {
    expect(policyOf(raw)).toEqual({ ...NOTHING, misfits: [issue] });
  });

  test('an invalid site or key does not affect the others', () => {
    const value = ['https://a.example', 7, 'http://b.example', 'https://c.example'];
    const read = policyOf({ sites: { value }, journal: null, organization: { value: 'main' } });
    expect(read.sites?.value).toEqual(['https://a.example', 'https://c.example']);
    expect(read.organization?.value).toBe('main');
    expect(read.misfits).toEqual([
      { kind: 'type', at: 'sites.value[1]', wanted: 'text', found: 'number' },
      { kind: 'value', at: 'sites.value[2]' },
      { kind: 'type', at: 'journal.value', wanted: 'text', found: 'nothing' },
    ]);
  });

  test('unknown names have no effect: no pause ends and nothing that was sent is hidden', () => {
    const raw = { paused: { value: false, locked: true }, sent: { value: 'hidden' }, key: 'abc' };
    expect(policyOf(raw)).toEqual({ ...NOTHING, unknown: ['paused', 'sent', 'key'] });
  });

  test('no policy makes reading throw', () => {
    const key = fc.constantFrom('address', 'organization', 'sites', 'journal', 'help', 'other');
    const part = fc.oneof(
      fc.jsonValue(),
      fc.record({ value: fc.jsonValue(), locked: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.dictionary(key, part), (raw) => {
        const read = policyOf(raw);
        const reported = [
          ...read.misfits.map((one) => ('at' in one ? one.at : '')),
          ...read.unknown,
        ];
        for (const name of ['address', 'organization', 'journal', 'help'] as const) {
          if (raw[name] === undefined || read[name] !== null) continue;
          expect(reported.some((at) => at.startsWith(name))).toBe(true);
        }
      }),
    );
  });
});
