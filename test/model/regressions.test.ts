import { test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import { run } from './history.ts';
import { fault, see, slow, wait } from './rules/handwritten-steps.ts';
import type { Step } from './rules/steps.ts';

/* Histories that once broke a rule, in their shortened form. */

const api = createApi({ now: () => Date.now() });
const REGRESSIONS: Readonly<Record<string, readonly Step[]>> = {
  'a page turns out to be an exam and is closed': [
    { device: 0, do: 'see what turns out refused', tab: 1, course: 0, reason: 'exam', after: 100 },
    { device: 0, do: 'close a tab', tab: 1 },
  ],
  'another user connects during a send': [
    slow('GET', '/memory/'),
    see(0, 'a'),
    wait(5),
    { device: 0, do: 'connect', user: 1 },
    wait(3_600),
  ],
  'the server rejects a delete while a place waits': [
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
  'a newer place comes while one is being written': [
    see(0, 'a'),
    wait(6),
    slow('POST', '/memory-entries/'),
    see(0, 'b'),
    wait(5),
    see(0, 'c'),
    wait(60),
  ],
  'a course is followed again before its delete is due': [
    { device: 0, do: 'go offline' },
    see(0, 'a'),
    { device: 0, do: 'delete a course', course: 0, stop: true },
    { device: 0, do: 'follow again', course: 0 },
    see(0, 'b'),
    wait(60),
  ],
  'an unfollowed course cannot be deleted': [
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
  'a late place belongs to a course whose delete was rejected': [
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
  'a place waits while another device continues': [
    see(1, 'a'),
    wait(6),
    { device: 0, do: 'go offline' },
    see(1, 'b'),
    wait(60),
    { ...see(1, 'c'), device: 1 },
    wait(660),
    { device: 0, do: 'go online' },
  ],
  'a school keeps a course and later stops': [
    { device: 0, do: 'the school writes', course: 0, ago: 0 },
    see(0, 'a'),
    wait(60),
    see(0, 'b'),
    wait(25 * 3_600),
    see(0, 'c'),
    wait(60),
  ],
  'two devices create a memory at the same moment': [
    slow('POST', String.raw`\/memories\/$`),
    { ...see(2, 'a'), device: 1 },
    see(2, 'a'),
    wait(5),
    wait(5),
    see(2, 'b'),
  ],
  'the school keeps the place in front and the user changes twice': [
    { device: 0, do: 'the school writes', course: 2, ago: 60_000 },
    see(2, 'a'),
    wait(5),
    see(2, 'd'),
    wait(120),
    { device: 0, do: 'connect', user: 1 },
    { device: 0, do: 'connect', user: 0 },
  ],
  'a duplicate memory cannot be removed at once': [
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
  'a create is carried out twice and gets no answer': [
    fault({
      method: 'POST',
      path: String.raw`\/memories\/$`,
      times: 1,
      do: { kind: 'repeat', isLost: true },
    }),
    see(0, 'a'),
    wait(60),
    see(0, 'b'),
    wait(60),
  ],
  'a page of an unfollowed course is closed': [
    { ...see(0, 'a'), visit: { course: 0, unit: 'a', full: false } },
    { device: 0, do: 'disconnect', school: 0 },
    { device: 0, do: 'delete a course', course: 0, stop: true },
    see(0, 'a'),
    { device: 0, do: 'close a tab', tab: 1 },
    wait(120),
  ],
  'the learner glances at another course and returns': [
    see(0, 'c'),
    wait(6),
    see(0, 'a'),
    see(0, 'c'),
    see(1, 'a'),
    wait(3_600),
  ],
};

test.each(Object.entries(REGRESSIONS))('keeps the rules when %s', async (_, steps) => {
  await run(api, { chance: 0.1, steps });
});
