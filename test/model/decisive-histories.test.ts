import { test } from 'vitest';
import { createApi } from '../../dev/fake-ibl/api.ts';
import { NIGHT } from './rules/campus.ts';
import { run } from './history.ts';
import { fault, see, slow, wait } from './rules/handwritten-steps.ts';
import type { Step } from './rules/steps.ts';

/* Histories at random come to some moments only now and then. Each of these is one in which a rule
 * decides, so that every run of the tests sees it broken. */

const api = createApi({ now: () => Date.now() });
const refusal = (status: number, headers = {}) =>
  ({ kind: 'status', status, body: { detail: 'No.' }, headers }) as const;
const once = (status: number, headers = {}) =>
  fault({ method: 'POST', times: 1, do: refusal(status, headers) });
const offline = { device: 0, do: 'go offline' } as const;
const online = { device: 0, do: 'go online' } as const;
const asking = slow('GET', 'edx-memory');

const DECISIVE: Readonly<Record<string, readonly Step[]>> = {
  'a pause in the middle of a send': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'pause' },
    wait(30),
  ],
  'a popup that is opened in the middle of a send': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'open the popup' },
    wait(30),
  ],
  'a course that is paused in the middle of a send': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'pause the course', course: 0 },
    wait(30),
  ],
  'an exam that is opened in the middle of a send': [
    asking,
    see(0, 'a'),
    wait(6),
    { device: 0, do: 'see a refused page', tab: 2, course: 1, reason: 'exam' },
    wait(30),
  ],
  'a delete that is asked for in the middle of a send': [
    see(0, 'a'),
    wait(6),
    slow('POST', 'memory-entries'),
    see(0, 'b'),
    wait(6),
    { device: 0, do: 'delete a course', course: 0 },
    see(0, 'c'),
    wait(9),
  ],
  'a site that is given away in the middle of a send': [
    { device: 0, do: 'connect', user: NIGHT },
    asking,
    see(1, 'a'),
    wait(6),
    { device: 0, do: 'give the site', course: 1, school: 1 },
    wait(30),
  ],
  'a delete while the server wants to be left alone': [
    see(0, 'a'),
    wait(6),
    once(503, { 'Retry-After': '600' }),
    see(1, 'a'),
    wait(6),
    { device: 0, do: 'delete a course', course: 0 },
    wait(60),
  ],
  'a fourth place after three refusals': [
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
  'another place after a refusal': [once(400), see(0, 'a'), wait(6), see(0, 'b'), wait(60)],
  'another place while one is being refused': [
    fault({ method: 'POST', times: 1, do: { ...refusal(400), ms: 3_000 } }),
    see(0, 'a'),
    wait(6),
    see(0, 'b'),
    wait(60),
  ],
  'a key that is refused': [once(401), see(0, 'a'), wait(60)],
  'a user who may not write': [once(403), see(0, 'a'), wait(60)],
  'a browser that is started after a key was refused': [
    once(401),
    see(0, 'a'),
    wait(60),
    { device: 0, do: 'restart the browser' },
    wait(60),
  ],
  'a server that has too much to do': [once(429), see(0, 'a'), wait(6), wait(60)],
  'a wait that grows': [
    fault({ do: { kind: 'drop' } }),
    see(0, 'a'),
    wait(3_600),
    { device: 0, do: 'faults end' },
    wait(900),
  ],
  'a worker that is stopped as soon as the alarm behind its timer woke it': [
    wait(120),
    see(0, 'a'),
    { device: 0, do: 'stop the worker' },
    { device: 0, do: 'stop the worker soon', at: { calls: 0, side: 'before' } },
    wait(120),
  ],
  'a server that is silent when the worker is stopped, after it failed often': [
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
  'a delete that is taken back while its memory is read': [
    see(0, 'a'),
    wait(6),
    slow('GET', String.raw`\/memory\/[0-9a-f]{8}-`),
    { device: 0, do: 'delete a course', course: 0, what: 'ours' },
    wait(11),
    { device: 0, do: 'undo the delete', course: 0 },
    wait(30),
  ],
  'a place whose titles became certain after its answer was lost': [
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
  'a late place, and another device that was there before it': [
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

test.each(Object.entries(DECISIVE))('%s', async (_, steps) => {
  await run(api, { chance: 0.1, steps });
});
