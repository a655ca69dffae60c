import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  createApi,
  DEMO_KEY,
  DEMO_ORG,
  NIGHT_KEY,
  OTHER_KEY,
  OTHER_ORG,
} from '../../../dev/fake-ibl/api.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { readKey } from '../../../lib/store/items/api-keys.ts';
import { readRecords } from '../../../lib/store/items/outbox-records.ts';
import { connectionFor } from '../../../lib/domain/connections.ts';
import { EDX, IBL, NIGHT, seeAt } from '../../harness/two-schools.ts';
import { COURSE } from '../../harness/sample-places.ts';
import { reopenStudy, study, useStudy } from '../../harness/use-study.ts';

/* The learner connects, chooses, disconnects and removes connections in any order. */

const api = createApi({ now: () => Date.now() });
useStudy(api);

const SITES = [EDX, IBL, 'https://courses.edx.org'] as const;
const PEOPLE = [
  { org: DEMO_ORG, username: 'ada', key: DEMO_KEY },
  { org: DEMO_ORG, username: 'grace', key: OTHER_KEY },
  { org: OTHER_ORG, username: 'ada', key: NIGHT_KEY },
] as const;

const nth = fc.nat(2);
const step = fc.oneof(
  fc.record({ do: fc.constant('connect' as const), who: nth, edits: fc.option(nth) }),
  fc.record({ do: fc.constantFrom('default', 'remove', 'disconnect' as const), which: nth }),
  fc.record({ do: fc.constant('give' as const), site: nth, which: nth }),
  fc.record({ do: fc.constant('see' as const), site: nth, course: fc.boolean(), name: fc.nat(9) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(one: Step, n: number): Promise<void> {
  const all = await connections.read();
  const idOf = (which: number) => all[which]?.id ?? 'nobody';
  switch (one.do) {
    case 'connect': {
      const id = one.edits === null ? null : idOf(one.edits);
      await study.ask({
        type: 'connection/connect',
        id,
        address: '',
        ...(PEOPLE[one.who] ?? PEOPLE[0]),
      });
      return;
    }
    case 'default':
      return void (await study.ask({ type: 'connection/default', id: idOf(one.which) }));
    case 'remove':
      return void (await study.ask({ type: 'connection/remove', id: idOf(one.which) }));
    case 'disconnect':
      await study.ask({ type: 'connection/disconnect', id: idOf(one.which), forget: false });
      return;
    case 'give': {
      const origin = SITES[one.site] ?? EDX;
      return void (await study.ask({ type: 'connection/site', origin, id: idOf(one.which) }));
    }
    case 'see': {
      const course = one.course ? COURSE : NIGHT;
      await seeAt(study, { site: SITES[one.site] ?? EDX, course, name: `u${n}`, lesson: `l${n}` });
    }
  }
}

/** Tells whether the step gives a connection to another person. */
async function changesPerson(one: Step): Promise<boolean> {
  if (one.do !== 'connect' || one.edits === null) return false;
  const edited = (await connections.read())[one.edits];
  return edited !== undefined && edited.username !== PEOPLE[one.who]?.username;
}

/** Returns the courses with a pending place in any connection, each with the time of its place. */
async function waitingNow(): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const { id } of await connections.read()) {
    for (const [course, { pending, seq }] of await readRecords(id)) {
      for (const one of pending) expect((await connectionFor(one.place.site))?.id).toBe(id);
      const waiting = pending.at(-1);
      if (!waiting) continue;
      for (const one of pending.slice(0, -1)) expect(one.seq).toBeLessThan(waiting.seq);
      expect(waiting.seq).toBeLessThanOrEqual(seq);
      found.set(course, Math.max(found.get(course) ?? 0, waiting.at));
    }
  }
  return found;
}

test('each site is in one connection, no account is there twice, and no pending place is lost or misplaced', async () => {
  const tried = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      await reopenStudy();
      // The server takes no place, so that pending places can be counted.
      study.api.faults.add({
        path: /course_id|(?<!edx-)memor(?:y|ies)\//,
        do: { kind: 'status', status: 503 },
      });
      await study.connect();
      for (const [n, one] of steps.entries()) {
        const before = await waitingNow();
        const isOfAnother = await changesPerson(one);
        await take(one, n);
        const all = await connections.read();
        const sites = all.flatMap((connection) => connection.sites);
        expect(new Set(sites).size).toBe(sites.length);
        expect(all[0]?.sites ?? []).toEqual([]);
        const accounts = all.map(({ org, username, base }) => `${org} ${username} ${base}`);
        expect(new Set(accounts).size).toBe(all.length);
        for (const { id, connected } of all) {
          expect((await readKey(id)) !== null).toBe(connected);
        }
        const after = await waitingNow();
        // A place of one person is not kept for another.
        for (const [course, at] of isOfAnother ? [] : before) {
          expect(after.get(course)).toBeGreaterThanOrEqual(at);
        }
        tried.add(
          `${one.do}, ${all.length} connections, ${before.size > 0 ? 'something' : 'nothing'} waits`,
        );
      }
    }),
    { seed: 7, numRuns: 60 },
  );
  // The histories must have covered these cases.
  for (const what of ['connect', 'default', 'remove', 'disconnect', 'give']) {
    expect(tried).toContain(`${what}, 2 connections, something waits`);
  }
});
