import type { Runtime } from '../browser.ts';
import { ownMessage, pageMessage, type OwnMessage, type Replies } from '../messages.ts';
import { connections } from '../store/connections.ts';
import { readRecords } from '../store/records.ts';
import { settings } from '../store/settings.ts';
import { drawBadge } from './badge.ts';
import { connect, disconnect } from './connect.ts';
import { currentConnection } from './connection.ts';
import { addDelete, carryOutDeletes, undoDelete } from './deleting.ts';
import { drain, type Haste } from './drain.ts';
import { senderOf } from './gate.ts';
import { refreshInstruction, storeInstruction } from './instruction.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { refreshMemory } from './memory.ts';
import { lookAtActiveTab, noteNewestPlace, takePageMessage } from './pages.ts';
import { serial } from './queue.ts';
import { tellReaders } from './readers.ts';
import { reconcile } from './reconcile.ts';
import { clear, tryAgain } from './record.ts';
import { createWake, SHORTEST_ALARM } from './wake.ts';

/** All that the background does, one function for each event it hears. */
export function createWorker() {
  const ledger = createLedger();
  const wake = createWake(() => void work('due'));
  const badge = serial();
  let working: Promise<void> | null = null;
  let asked: Haste | null = null;

  /** Does what is due, then sets the next time. What is asked for meanwhile is done after. */
  function work(wanted: Haste): Promise<void> {
    asked = asked === 'now' ? 'now' : wanted;
    working ??= (async () => {
      try {
        while (asked) {
          const haste = asked;
          asked = null;
          const next = [await drain(ledger, haste), await carryOutDeletes(ledger)];
          const times = next.filter((time) => time !== null);
          await wake.set(times.length > 0 ? Math.min(...times) : null);
        }
      } catch (error) {
        // A store that refuses to be written or read: what waits is still there; look again later.
        console.error('Waypoint:', error instanceof Error ? error.message : error);
        await wake.set(Date.now() + SHORTEST_ALARM);
      } finally {
        working = null;
        // Words and a sign for the learner: no reason to do anything again.
        await badge(drawBadge).catch(() => undefined);
      }
    })();
    return working;
  }

  const actions: {
    [T in OwnMessage['type']]: (
      message: Extract<OwnMessage, { type: T }>,
    ) => Promise<{ reply: Replies[T]; then?: Haste }>;
  } = {
    'now/look': async () => ({ reply: await lookAtActiveTab(ledger), then: 'now' }),
    'pause/set': async ({ paused }) => {
      await settings.write({ paused });
      await tellReaders(paused ? 'rest' : 'read');
      return { reply: null, then: 'due' };
    },
    'send/try-again': async () => {
      await forgetFailures(ledger);
      return { reply: null, then: 'now' };
    },
    'send/discard': async () => {
      await discardWaiting(ledger);
      return { reply: null, then: 'due' };
    },
    'connection/connect': async (message) => {
      const reply = await connect(ledger, message);
      if (reply.ok) await noteNewestPlace(ledger);
      return { reply, then: 'now' };
    },
    'connection/disconnect': async () => {
      await disconnect(ledger);
      return { reply: null, then: 'due' };
    },
    'instruction/read': async () => ({ reply: await refreshInstruction(ledger) }),
    'instruction/save': async ({ fields }) => ({ reply: await storeInstruction(ledger, fields) }),
    'memory/list': async () => ({ reply: await refreshMemory(ledger) }),
    'memory/delete': async ({ courseKey }) => {
      await addDelete(ledger, courseKey);
      return { reply: null, then: 'due' };
    },
    'memory/undo': async ({ courseKey }) => {
      await undoDelete(ledger, courseKey);
      return { reply: null, then: 'due' };
    },
  };

  async function act<T extends OwnMessage['type']>(
    message: Extract<OwnMessage, { type: T }> & { type: T },
  ): Promise<Replies[T]> {
    const { reply, then } = await actions[message.type](message);
    if (then) void work(then);
    return reply;
  }

  return {
    /** A message from a page or from our own screens; undefined leaves it unanswered: refused. */
    message(raw: unknown, from: Runtime.MessageSender): Promise<unknown> | undefined {
      const sender = senderOf(from);
      if (sender?.kind === 'page') {
        const parsed = pageMessage.safeParse(raw);
        if (!parsed.success) return undefined;
        return takePageMessage(ledger, sender, parsed.data).finally(() => void work('due'));
      }
      const parsed = sender ? ownMessage.safeParse(raw) : null;
      return parsed?.success ? act(parsed.data) : undefined;
    },
    alarm: () => work('due'),
    online: () => work('now'),
    async installed(): Promise<void> {
      await reconcile('installed');
      await work('due');
    },
    /** Also gives a connection that was refused one more chance. */
    async browserStarted(): Promise<void> {
      await reconcile('other');
      const connection = await currentConnection();
      if (connection) await ledger.health(connection.id, (old) => ({ ...old, stop: null }));
      await work('due');
    },
    async permissionsChanged(): Promise<void> {
      await reconcile('other');
      await work('due');
    },
    stop: () => wake.stop(),
  };
}

async function forgetFailures(ledger: Ledger): Promise<void> {
  for (const { id } of await connections.read()) {
    await ledger.health(id, (old) => ({ ...old, stop: null }));
    for (const course of (await readRecords(id)).keys()) await ledger.record(id, course, tryAgain);
  }
  await ledger.deletes((all) => all.map((one) => ({ ...one, failed: null })));
}

async function discardWaiting(ledger: Ledger): Promise<void> {
  for (const { id } of await connections.read()) {
    for (const course of (await readRecords(id)).keys()) {
      await ledger.record(id, course, (old) => clear(old, old.waiting?.seq ?? -1));
    }
  }
}
