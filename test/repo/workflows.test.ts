import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { SECRETS } from '../../dev/release/submit.ts';

/* The workflows run with rights and with code of others. These rules keep both small. */

const texts = z.optional(z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])));
const STEP = z.looseObject({
  uses: z.optional(z.string()),
  run: z.optional(z.string()),
  with: texts,
  env: texts,
});
const RIGHTS = z.record(z.string(), z.enum(['read', 'write', 'none']));
const JOB = z.looseObject({
  'runs-on': z.string(),
  'timeout-minutes': z.number(),
  container: z.optional(z.string()),
  permissions: z.optional(RIGHTS),
  steps: z.array(STEP),
});
const WORKFLOW = z.looseObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: RIGHTS,
  concurrency: z.looseObject({ group: z.string() }),
  jobs: z.record(z.string(), JOB),
});

const read = (path: string): string => readFileSync(path, 'utf8');
const { scripts, devDependencies } = JSON.parse(read('package.json')) as Record<
  'scripts' | 'devDependencies',
  Record<string, string>
>;
const FILES = globSync('.github/workflows/*.yml').toSorted();

test('there are workflows', () => {
  expect(FILES.length).toBeGreaterThan(2);
});

describe.each(FILES)('%s', (file) => {
  const text = read(file);
  const workflow = z.parse(WORKFLOW, parse(text));
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  const runs = steps.flatMap(({ run }) => run ?? []);

  test('may only read, except for the job that drafts a release', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const more = Object.entries(workflow.jobs).filter(([, { permissions }]) => permissions);
    expect(more.map(([name, { permissions }]) => [name, permissions])).toEqual(
      file.endsWith('/release.yml') ? [['draft', { contents: 'write' }]] : [],
    );
    // This event would give the rights of the repository to the code of a stranger.
    expect(Object.keys(workflow.on)).not.toContain('pull_request_target');
  });

  test('runs code of others only at a full commit, with its version beside it', () => {
    const lines = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(lines.length).toBe(steps.filter(({ uses }) => uses).length);
    const loose = lines.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line));
    expect(loose).toEqual([]);
    const owners = steps.flatMap(({ uses }) => uses?.split('/')[0] ?? []);
    expect(owners.filter((owner) => owner !== 'actions')).toEqual([]);
    const images = jobs.flatMap(({ container }) => container ?? []);
    expect(images.filter((image) => !/^node:.+-bookworm$/.test(image))).toEqual([]);
  });

  test('keeps no right to write after the checkout', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  test('puts into a command nothing that a stranger or a secret could fill', () => {
    // What comes from outside reaches a command as a variable, which the shell does not carry out.
    const filled = runs.flatMap((run) => run.match(/\$\{\{[^}]*\}\}/g) ?? []);
    expect(filled.filter((one) => !/^\$\{\{ matrix\.\w+ \}\}$/.test(one))).toEqual([]);
    expect(runs.filter((run) => /secret|TOKEN|_KEY|printenv|\benv\b/i.test(run))).toEqual([]);
  });

  test('calls only commands of package.json', () => {
    const named = runs.join('\n').matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(test)\b)/g);
    const commands = Array.from(named, ([, run, short]) => run ?? short ?? '');
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => !(command in scripts))).toEqual([]);
  });
});

test('the stores get exactly the secrets that their interfaces ask for', () => {
  const text = read('.github/workflows/submit.yml');
  const given = Array.from(text.matchAll(/(\w+): \$\{\{ secrets\.(\w+) \}\}/g));
  expect(given.filter(([, variable, secret]) => variable !== secret)).toEqual([]);
  expect(given.map(([, variable = '']) => variable).toSorted()).toEqual(
    Object.values(SECRETS).flat().toSorted(),
  );
});

test('the same release of the linter judges a change, a release, and a rehearsal', () => {
  const all = [...FILES, 'dev/release/release.ts'].map(read).join('\n');
  const named = new Set(all.match(/addons-linter@[\w.]+/g));
  expect(named.size).toBe(1);
});

test('.nvmrc names the Node that the scripts run on', () => {
  expect(read('.nvmrc').trim()).toBe(devDependencies['node']);
});
