import { test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import { NIGHT } from './rules/campus.ts';
import { run } from './history.ts';
import { fault, see, slow, wait } from './rules/handwritten-steps.ts';
import type { Step } from './rules/steps.ts';

/* Random histories reach some moments only rarely. In each of these histories one rule decides, so that
 * every run of the tests finds that rule broken. */

const api = createApi({ now: () => Date.now() });
const refusal = (status: number, headers = {}) =>
  ({ kind: 'status', status, body: { detail: 'No.' }, headers }) as const;
const once = (status: number, headers = {}) =>
  fault({ method: 'POST', times: 1, do: refusal(status, headers) });
const offline = { device: 0, do: 'go offline' } as const;
const online = { device: 0, do: 'go online' } as const;
const asking = slow('GET', 'edx-memory');

const DECISIVE: Readonly<Record<string, readonly Step[]>> = {
  'the learner pauses during a send': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'pause' },
    wait(30),
  ],
  'the popup is opened during a send': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'open the popup' },
    wait(30),
  ],
  'a course is paused during a send': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'pause the course', course: 0 },
    wait(30),
  ],
  'a pause of everything ends while places wait': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'pause for an hour' },
    see(0, 'b'),
    { device: 0, do: 'stop the worker' },
    wait(2 * 60 * 60),
  ],
  'an exam is opened during a send': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'see a refused page', tab: 2, course: 1, reason: 'exam' },
    wait(30),
  ],
  'a delete is requested during a send': [
    see(0, 'a'),
    wait(6),
    slow('POST', 'memory-entries'),
    see(0, 'b'),
    wait(6),
    { device: 0, do: 'delete a course', course: 0 },
    see(0, 'c'),
    wait(9),
  ],
  'a site moves to another school during a send': [
    { device: 0, do: 'connect', user: NIGHT },
    asking,
    see(1, 'a'),
    wait(6),
    { device: 0, do: 'give the site', course: 1, school: 1 },
    wait(30),
  ],
  'a delete is due during a Retry-After': [
    see(0, 'a'),
    wait(6),
    once(503, { 'Retry-After': '600' }),
    see(1, 'a'),
    wait(6),
    { device: 0, do: 'delete a course', course: 0 },
    wait(60),
  ],
  'a fourth place follows three rejected ones': [
    see(0, 'a'),
    wait(6),
    once(400),
    see(0, 'b'),
    wait(6),
    once(400),
    see(0, 'c'),
    wait(6),
    once(400),
    see(0, 'd'),
    wait(6),
    see(0, 'a'),
    wait(60),
  ],
  'another place follows a rejected one': [once(400), see(0, 'a'), wait(6), see(0, 'b'), wait(60)],
  'another place comes while one is being rejected': [
    fault({ method: 'POST', times: 1, do: { ...refusal(400), ms: 3_000 } }),
    see(0, 'a'),
    wait(6),
    see(0, 'b'),
    wait(60),
  ],
  'the server rejects the key': [once(401), see(0, 'a'), wait(60)],
  'the user may not write': [once(403), see(0, 'a'), wait(60)],
  'the browser restarts after the server rejected the key': [
    once(401),
    see(0, 'a'),
    wait(60),
    { device: 0, do: 'restart the browser' },
    wait(60),
  ],
  'the server answers 429': [once(429), see(0, 'a'), wait(6), wait(60)],
  'every attempt fails for an hour': [
    fault({ do: { kind: 'drop' } }),
    see(0, 'a'),
    wait(3_600),
    { device: 0, do: 'faults end' },
    wait(900),
  ],
  'the worker is stopped as soon as its alarm wakes it': [
    wait(120),
    see(0, 'a'),
    { device: 0, do: 'stop the worker' },
    { device: 0, do: 'stop the worker soon', at: { calls: 0, side: 'before' } },
    wait(120),
  ],
  'the worker is stopped while it waits for a server that failed often': [
    fault({ do: { kind: 'drop' } }),
    see(0, 'a'),
    wait(200),
    { device: 0, do: 'faults end' },
    fault({ times: 1, do: { kind: 'hang' } }),
    { device: 0, do: 'open the popup' },
    wait(1),
    { device: 0, do: 'stop the worker' },
    wait(300),
  ],
  'a delete is undone while its memory is read': [
    see(0, 'a'),
    wait(6),
    slow('GET', String.raw`\/memory\/[0-9a-f]{8}-`),
    { device: 0, do: 'delete a course', course: 0, what: 'ours' },
    wait(11),
    { device: 0, do: 'undo the delete', course: 0 },
    wait(30),
  ],
  'the page reports all titles after an answer was lost': [
    see(0, 'a'),
    wait(6),
    fault({ method: 'POST', times: 1, do: { kind: 'lose-reply' } }),
    { ...see(0, 'b'), visit: { course: 0, unit: 'b', full: false } },
    wait(5),
    offline,
    see(0, 'b'),
    wait(900),
    online,
    wait(60),
  ],
  'a late place follows a newer one of another device': [
    see(0, 'a'),
    wait(6),
    offline,
    { ...see(0, 'c'), device: 1 },
    wait(60),
    see(0, 'b'),
    wait(900),
    online,
    wait(60),
  ],
};

test.each(Object.entries(DECISIVE))('keeps the rules when %s', async (_, steps) => {
  await run(api, { chance: 0.1, steps });
});
