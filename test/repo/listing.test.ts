import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';

/*
 * What the stores show and ask (docs/stores), compared with the manifests of the builds and with
 * docs/privacy.md.
 */

const text = z.string().check(z.trim(), z.minLength(1));
const texts = z.record(z.string(), text);
const LISTING = z.strictObject({
  language: text,
  name: text,
  summary: text,
  description: text,
  pictures: texts,
  tiles: z.strictObject({ small: text, large: text }),
  permissions: texts,
  hosts: texts,
  optionalHosts: texts,
  data: texts,
});
const ANSWERS = z.strictObject({
  purpose: text,
  categories: texts,
  data: z.record(
    z.string(),
    z.strictObject({ chrome: text, firefox: z.nullable(text), privacy: text }),
  ),
  notHandled: z.array(text),
  certified: z.array(text),
  remoteCode: text,
  edge: z.strictObject({
    personalInformation: z.boolean(),
    matureContent: z.boolean(),
    searchTerms: z.array(text),
  }),
  notes: text,
});
interface Manifest {
  readonly permissions: readonly string[];
  readonly host_permissions: readonly string[];
  readonly optional_host_permissions: readonly string[];
  readonly browser_specific_settings?: {
    readonly gecko: { readonly data_collection_permissions: { readonly required: string[] } };
  };
}

const read = (path: string): string => readFileSync(path, 'utf8');
const load = (path: string): unknown => parse(read(path));
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].toSorted();
const manifestOf = (build: string): Manifest =>
  JSON.parse(read(`.output/${build}/manifest.json`)) as Manifest;

const FILES = globSync('docs/stores/listing/*.yml');
const answers = z.parse(ANSWERS, load('docs/stores/answers.yml'));
const english = z.parse(LISTING, load('docs/stores/listing/en.yml'));

test('there is a listing in English', () => {
  expect(FILES).toContain('docs/stores/listing/en.yml');
});

describe.each(FILES)('%s', (file) => {
  const language = basename(file, '.yml');
  const listing = z.parse(LISTING, load(file));

  test('has the name and the summary that the browser shows in this language', () => {
    const { extension } = load(`components/locales/${language}.yml`) as {
      extension: { name: string; description: string };
    };
    const { name, summary } = listing;
    expect({ name, summary }).toEqual({ name: extension.name, summary: extension.description });
    expect(listing.language).toBe(language);
  });

  test('fits into the fields of each store', () => {
    // The limits are in docs/stores.md.
    expect(listing.name.length).toBeLessThanOrEqual(45);
    expect(listing.summary.length).toBeLessThanOrEqual(132);
    expect(listing.description.length).toBeGreaterThanOrEqual(250);
    expect(listing.description.length).toBeLessThanOrEqual(10_000);
    const reasons = [listing.permissions, listing.hosts, listing.optionalHosts];
    for (const reason of reasons.flatMap((all) => Object.values(all))) {
      expect(reason.length).toBeLessThanOrEqual(1000);
    }
  });

  test.each(['chrome-mv3', 'firefox-mv3'])('gives a reason for all that %s asks, only', (build) => {
    const manifest = manifestOf(build);
    expect(sorted(Object.keys(listing.permissions))).toEqual(sorted(manifest.permissions));
    expect(sorted(Object.keys(listing.hosts))).toEqual(sorted(manifest.host_permissions));
    expect(sorted(Object.keys(listing.optionalHosts))).toEqual(
      sorted(manifest.optional_host_permissions),
    );
  });

  test('says what it does with the same kinds of data, and has the same pictures', () => {
    expect(sorted(Object.keys(listing.data))).toEqual(sorted(Object.keys(answers.data)));
    expect(Object.keys(listing.pictures)).toEqual(Object.keys(english.pictures));
  });
});

test("fits into Chrome's one field for the reasons of all hosts", () => {
  const reasons = [english.hosts, english.optionalHosts].flatMap((all) => Object.values(all));
  expect(sorted(reasons).join(' ').length).toBeLessThanOrEqual(1000);
});

test('tells Firefox of exactly the kinds of data that its manifest names', () => {
  const told = Object.values(answers.data).flatMap(({ firefox }) => firefox ?? []);
  const { browser_specific_settings: settings } = manifestOf('firefox-mv3');
  expect(sorted(told)).toEqual(sorted(settings?.gecko.data_collection_permissions.required ?? []));
});

test('says of each kind of data what docs/privacy.md says', () => {
  const privacy = read('docs/privacy.md');
  const missing = Object.values(answers.data).filter((one) => !privacy.includes(one.privacy));
  expect(missing).toEqual([]);
});

test("answers for each kind of data of Chrome's form", () => {
  const handled = Object.values(answers.data).map(({ chrome }) => chrome);
  expect(sorted([...handled, ...answers.notHandled])).toEqual([
    'Authentication information',
    'Financial and payment information',
    'Health information',
    'Location',
    'Personal communications',
    'Personally identifiable information',
    'User activity',
    'Web history',
    'Website content',
  ]);
  expect(handled.filter((kind) => answers.notHandled.includes(kind))).toEqual([]);
});

test("fits into Edge's form, which says that Waypoint handles personal information", () => {
  const { personalInformation, searchTerms } = answers.edge;
  expect(personalInformation).toBe(Object.keys(answers.data).length > 0);
  expect(searchTerms.length).toBeLessThanOrEqual(7);
  expect(searchTerms.filter((term) => term.length > 30)).toEqual([]);
  expect(searchTerms.join(' ').split(/\s+/).length).toBeLessThanOrEqual(21);
});

test('says no remote code, which the policy of the pages enforces', () => {
  expect(answers.remoteCode).toContain("script-src 'self'");
  expect(read('.output/chrome-mv3/manifest.json')).toContain("script-src 'self';");
});
