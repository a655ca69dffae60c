import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';

/* GitHub shows a form that it cannot read as an empty page. */

const text = z.string().check(z.minLength(1));
const FIELD = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: text }) }),
  ...(['input', 'textarea', 'dropdown', 'checkboxes'] as const).map((type) =>
    z.strictObject({
      type: z.literal(type),
      id: text.check(z.regex(/^[a-z-]+$/)),
      attributes: z.strictObject({
        label: text,
        description: z.optional(text),
        placeholder: z.optional(text),
        render: z.optional(text),
        options: z.optional(
          z.array(z.union([text, z.strictObject({ label: text, required: z.boolean() })])),
        ),
      }),
      validations: z.optional(z.strictObject({ required: z.boolean() })),
    }),
  ),
]);
const FORM = z.strictObject({
  name: text,
  description: text,
  labels: z.array(text),
  body: z.array(FIELD),
});

const read = (path: string): string => readFileSync(path, 'utf8');
const FORMS = globSync('.github/ISSUE_TEMPLATE/*.yml').filter(
  (file) => !file.endsWith('config.yml'),
);

describe.each(FORMS)('%s', (file) => {
  const form = z.parse(FORM, parse(read(file)));

  test('asks each question once', () => {
    const ids = form.body.flatMap((field) => (field.type === 'markdown' ? [] : field.id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('names only files and buttons that exist', () => {
    const said = read('components/locales/en.yml');
    const body = JSON.stringify(form.body);
    for (const [path] of body.matchAll(/\bdocs\/[\w-]+\.md/g)) expect(existsSync(path)).toBe(true);
    for (const [, label] of body.matchAll(/press ((?:Show|Copy) [a-z ]+)/g)) {
      expect(said).toContain(`: ${label}\n`);
    }
  });
});

test('a form in which somebody may paste something says never to paste a key', () => {
  const asking = FORMS.filter((file) => read(file).includes('Problem report'));
  expect(asking.length).toBe(2);
  expect(asking.filter((file) => !/Never paste an API key/.test(read(file)))).toEqual([]);
});

test('updates of packages and of actions come once a week, in groups', () => {
  const { version, updates } = parse(read('.github/dependabot.yml')) as {
    version: number;
    updates: { 'package-ecosystem': string; schedule: { interval: string }; groups: object }[];
  };
  expect(version).toBe(2);
  expect(updates.map((one) => one['package-ecosystem'])).toEqual(['npm', 'github-actions']);
  expect(updates.filter(({ schedule }) => schedule.interval !== 'weekly')).toEqual([]);
  expect(updates.filter(({ groups }) => Object.keys(groups).length === 0)).toEqual([]);
});
