import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../lib/browser.ts';
import { policyOf, readPolicy } from '../../lib/store/policy.ts';

beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.restoreAllMocks());

const NOTHING = {
  address: null,
  organization: null,
  sites: null,
  journal: null,
  misfits: [],
  unknown: [],
};

describe('what was set', () => {
  test('is read as the learner would have typed it', () => {
    expect(
      policyOf({
        address: { value: 'ibl.school.example/prefix/', locked: true },
        organization: { value: ' main ', locked: false },
        sites: {
          value: ['https://apps.school.example/learning/x', 'apps.school.example'],
          locked: true,
        },
        journal: { value: '7-days' },
      }),
    ).toEqual({
      address: { value: 'https://ibl.school.example/prefix', locked: true },
      organization: { value: 'main', locked: false },
      sites: { value: ['https://apps.school.example'], locked: true },
      journal: { value: '7-days', locked: false },
      misfits: [],
      unknown: [],
    });
  });

  test('is nothing where nothing is set, also where the browser then refuses to answer', async () => {
    expect(await readPolicy()).toEqual(NOTHING);
    vi.spyOn(browser.storage.managed, 'get').mockRejectedValue(
      new Error('Managed storage manifest not found'),
    );
    expect(await readPolicy()).toEqual(NOTHING);
  });
});

describe('what cannot be read is left out, and told with its place', () => {
  test.each([
    [{ address: { value: 'http://ibl.school.example' } }, { kind: 'value', at: 'address.value' }],
    [{ address: { value: 'https://docs.ibl.ai' } }, { kind: 'value', at: 'address.value' }],
    [
      { organization: { value: 5, locked: true } },
      { kind: 'type', at: 'organization.value', wanted: 'text', found: 'number' },
    ],
    [{ organization: { value: 'a/b' } }, { kind: 'value', at: 'organization.value' }],
    [{ organization: { locked: true } }, { kind: 'missing', at: 'organization.value' }],
    [
      { organization: 'main' },
      { kind: 'type', at: 'organization', wanted: 'object', found: 'text' },
    ],
    [
      { organization: { value: 'main', locked: 'yes' } },
      { kind: 'type', at: 'organization.locked', wanted: 'yes-or-no', found: 'text' },
    ],
    [
      { sites: { value: 'https://a.example' } },
      { kind: 'type', at: 'sites.value', wanted: 'list', found: 'text' },
    ],
    [{ journal: { value: '1-year' } }, { kind: 'value', at: 'journal.value' }],
  ])('%j', (raw, misfit) => {
    expect(policyOf(raw)).toEqual({ ...NOTHING, misfits: [misfit] });
  });

  test('one wrong site takes no other with it, one wrong key no other key', () => {
    const value = ['https://a.example', 7, 'http://b.example', 'https://c.example'];
    const read = policyOf({ sites: { value }, journal: null, organization: { value: 'main' } });
    expect(read.sites?.value).toEqual(['https://a.example', 'https://c.example']);
    expect(read.organization?.value).toBe('main');
    expect(read.misfits).toEqual([
      { kind: 'type', at: 'sites.value[1]', wanted: 'text', found: 'number' },
      { kind: 'value', at: 'sites.value[2]' },
      { kind: 'type', at: 'journal', wanted: 'object', found: 'nothing' },
    ]);
  });

  test('names that mean nothing here do nothing: no pause is ended, nothing sent is hidden', () => {
    const raw = { paused: { value: false, locked: true }, sent: { value: 'hidden' }, key: 'abc' };
    expect(policyOf(raw)).toEqual({ ...NOTHING, unknown: ['paused', 'sent', 'key'] });
  });

  test('whatever is set, nothing is thrown', () => {
    const key = fc.constantFrom('address', 'organization', 'sites', 'journal', 'other');
    const part = fc.oneof(
      fc.jsonValue(),
      fc.record({ value: fc.jsonValue(), locked: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.dictionary(key, part), (raw) => {
        const read = policyOf(raw);
        const told = [...read.misfits.map((one) => ('at' in one ? one.at : '')), ...read.unknown];
        for (const name of ['address', 'organization', 'journal'] as const) {
          if (raw[name] === undefined || read[name] !== null) continue;
          expect(told.some((at) => at.startsWith(name))).toBe(true);
        }
      }),
    );
  });
});
