import { test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import { run } from './history.ts';
import { see, slow, wait } from './rules/handwritten-steps.ts';
import type { Step } from './rules/steps.ts';

/* Histories that once broke a rule, as short as they were made. */

const api = createApi({ now: () => Date.now() });
const REGRESSIONS: Readonly<Record<string, readonly Step[]>> = {
  'a page that turned out to be an exam, and was closed': [
    { device: 0, do: 'see what turns out refused', tab: 1, course: 0, reason: 'exam', after: 100 },
    { device: 0, do: 'close a tab', tab: 1 },
  ],
  'another user in the middle of a send': [
    slow('GET', '/memory/'),
    see(0, 'a'),
    wait(5),
    { device: 0, do: 'connect', user: 1 },
    wait(3_600),
  ],
  'a refused delete with a place that waits': [
    see(1, 'a'),
    wait(6),
    { device: 0, do: 'delete a course', course: 1 },
    see(1, 'd'),
    {
      device: 0,
      do: 'fault',
      name: '400',
      rule: { times: 1, do: { kind: 'status', status: 400 } },
    },
    wait(60),
  ],
  'a newer place while one is being written': [
    see(0, 'a'),
    wait(6),
    slow('POST', '/memory-entries/'),
    see(0, 'b'),
    wait(5),
    see(0, 'c'),
    wait(60),
  ],
  'a course that is followed again before its delete was due': [
    { device: 0, do: 'go offline' },
    see(0, 'a'),
    { device: 0, do: 'delete a course', course: 0, stop: true },
    { device: 0, do: 'follow again', course: 0 },
    see(0, 'b'),
    wait(60),
  ],
  'a course that is not followed any more, and cannot be deleted': [
    see(1, 'a'),
    wait(6),
    see(1, 'b'),
    { device: 0, do: 'delete a course', course: 1, stop: true },
    {
      device: 0,
      do: 'fault',
      name: '400',
      rule: { times: 1, do: { kind: 'status', status: 400 } },
    },
    wait(60),
    see(1, 'c'),
    wait(60),
  ],
  'a late place of a course whose delete was refused': [
    see(2, 'a'),
    wait(6),
    { device: 0, do: 'delete a course', course: 2 },
    {
      device: 0,
      do: 'fault',
      name: '400',
      rule: { times: 1, do: { kind: 'status', status: 400 } },
    },
    wait(60),
    { device: 0, do: 'go offline' },
    see(2, 'b'),
    wait(660),
    { device: 0, do: 'go online' },
  ],
  'a place that waited while another device went on': [
    see(1, 'a'),
    wait(6),
    { device: 0, do: 'go offline' },
    see(1, 'b'),
    wait(60),
    { ...see(1, 'c'), device: 1 },
    wait(660),
    { device: 0, do: 'go online' },
  ],
  'a school that keeps a course, and stops': [
    { device: 0, do: 'the school writes', course: 0, ago: 0 },
    see(0, 'a'),
    wait(60),
    see(0, 'b'),
    wait(25 * 3_600),
    see(0, 'c'),
    wait(60),
  ],
  'two devices that create at the same moment': [
    slow('POST', String.raw`\/memories\/$`),
    { ...see(2, 'a'), device: 1 },
    see(2, 'a'),
    wait(5),
    wait(5),
    see(2, 'b'),
  ],
  'the page in front, which the school kept, and another user twice': [
    { device: 0, do: 'the school writes', course: 2, ago: 60_000 },
    see(2, 'a'),
    wait(5),
    see(2, 'd'),
    wait(120),
    { device: 0, do: 'connect', user: 1 },
    { device: 0, do: 'connect', user: 0 },
  ],
  'a memory that has to give way, and cannot be removed at once': [
    {
      device: 0,
      do: 'fault',
      name: '200 with HTML',
      rule: {
        method: 'GET',
        path: String.raw`\/memory\/[0-9a-f]{8}-[0-9a-f-]{27}\/$`,
        times: 1,
        do: { kind: 'body', body: '<h1>Log in</h1>' },
      },
    },
    {
      device: 0,
      do: 'fault',
      name: 'silent for 3 s',
      rule: {
        method: 'GET',
        path: String.raw`\/memories\/`,
        times: 4,
        do: { kind: 'delay', ms: 3_000 },
      },
    },
    { device: 0, do: 'delete a course', course: 2, what: 'ours' },
    { ...see(0, 'c'), device: 1 },
    see(0, 'a'),
    wait(120),
  ],
  'a page of a course that was not followed then, and closed': [
    { ...see(0, 'a'), visit: { course: 0, unit: 'a', full: false } },
    { device: 0, do: 'disconnect', school: 0 },
    { device: 0, do: 'delete a course', course: 0, stop: true },
    see(0, 'a'),
    { device: 0, do: 'close a tab', tab: 1 },
    wait(120),
  ],
  'a glance at another course and back': [
    see(0, 'c'),
    wait(6),
    see(0, 'a'),
    see(0, 'c'),
    see(1, 'a'),
    wait(3_600),
  ],
};

test.each(Object.entries(REGRESSIONS))('%s', async (_, steps) => {
  await run(api, { chance: 0.1, steps });
});
