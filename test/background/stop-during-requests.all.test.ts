import { describe, expect, test } from 'vitest';
import { createApi, DEMO_KEY } from '../../dev/fake-ibl/api.ts';
import { connections } from '../../lib/store/items/connections.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { readKey } from '../../lib/store/items/api-keys.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { COURSE } from '../harness/sample-places.ts';
import { askAgainIfNotShown } from '../harness/not-shown.ts';
import { reopenStudy, study, useStudy } from '../harness/use-study.ts';

/* The worker is stopped at each call of a learner's request. Nothing that happens since is lost. */

const MINUTE = 60_000;
const NEW_KEY = 'de30ada2'.repeat(8);
const api = createApi({ now: () => Date.now() });
useStudy(api);

const text = () => study.memories()[0]?.entries[0]?.value ?? '';
const storedKey = async () => await readKey(await study.connectionId());

/** Runs `carryOut` again and again with the stop one call later, until the stop comes too late. */
async function atEachCall(
  side: 'before' | 'after',
  prepare: () => Promise<void>,
  carryOut: () => Promise<unknown>,
  check: (where: string) => Promise<void>,
): Promise<number> {
  for (let calls = 0; ; calls += 1) {
    await reopenStudy();
    await prepare();
    let where: string | null = null;
    study.first.onStop = (call) => (where ??= call);
    study.stopWorkerAt({ calls, side });
    await carryOut().catch(() => undefined);
    study.stopWorkerAt(null);
    if (where === null) return calls;
    await check(`stopped ${String(where)}, call ${calls}`);
  }
}

/** Saves the place in unit a, and reads the list of memories, as the learner does to delete. */
async function listSavedPlace(): Promise<void> {
  await study.connect();
  await study.seeUnit('a');
  await study.wait(6_000);
  await study.ask({ type: 'memory/list' });
}

describe.each(['before', 'after'] as const)('if the worker is stopped %s a call', (side) => {
  test('of a delete, a place that is opened after the delete is saved', async () => {
    const calls = await atEachCall(
      side,
      async () => {
        await listSavedPlace();
        await study.remove(COURSE);
        await study.wait(9_900);
      },
      () => study.wait(1_000),
      async (where) => {
        const isGone = study.memories().length === 0;
        if (isGone) await study.seeUnit('c');
        await study.wait(5 * MINUTE);
        expect(text(), where).toEqual(isGone ? expect.stringContaining('"Unit c"') : '');
        expect(await deletes.read(), where).toEqual([]);
      },
    );
    expect(calls).toBeGreaterThan(10);
  });

  /** Repeats a request that got no answer, as a learner does. */
  const insist = (act: () => Promise<unknown>) => act().catch(act);

  test.each(['leaving a course', 'Undo'])(
    'of %s, Undo follows the course again',
    async (stopped) => {
      const leave = () => study.remove(COURSE, { stop: true });
      const undo = () => study.ask({ type: 'memory/undo', courses: [COURSE] });
      const calls = await atEachCall(
        side,
        async () => {
          await listSavedPlace();
          if (stopped === 'Undo') await leave();
        },
        () => insist(stopped === 'Undo' ? undo : leave),
        async (where) => {
          if (stopped !== 'Undo') await undo();
          expect((await settings.read()).never, where).toEqual([]);
          expect(await deletes.read(), where).toEqual([]);
          await study.seeUnit('b');
          await study.wait(MINUTE);
          expect(text(), where).toContain('"Unit b"');
        },
      );
      expect(calls).toBeGreaterThan(5);
    },
  );

  test('of saving a new key, the pending place is sent once the key is stored', async () => {
    await atEachCall(
      side,
      async () => {
        api.seed.key({ key: NEW_KEY, username: 'ada' });
        await study.connect();
        api.seed.removeKey(DEMO_KEY);
        await study.seeUnit('a');
        await study.wait(6_000);
      },
      () => study.connect(NEW_KEY),
      async (where) => {
        const isNew = (await storedKey()) === NEW_KEY;
        await study.wait(30 * MINUTE);
        await askAgainIfNotShown(study);
        expect(text() !== '', where).toBe(isNew);
      },
    );
  });

  test('of a disconnect, a connection that is shown as disconnected has no key', async () => {
    await atEachCall(
      side,
      async () => void (await study.connect()),
      () => study.disconnect(),
      async (where) => {
        const [connection] = await connections.read();
        if (connection?.connected === false) expect(await storedKey(), where).toBeNull();
      },
    );
  });
});
