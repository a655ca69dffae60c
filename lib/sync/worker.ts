import type { Runtime } from '../browser.ts';
import { misfitOf } from '../misfit.ts';
import {
  ownMessage,
  pageMessage,
  type OwnMessage,
  type PageOrder,
  type Replies,
} from '../messages.ts';
import { drawBadge } from './badge.ts';
import { currentConnection } from './connection.ts';
import { actions } from './actions.ts';
import { carryOutDeletes } from './deleting.ts';
import { drain, type Haste } from './drain.ts';
import { carryOutErase } from './erase.ts';
import { createExporter, EXPORT_ALARM } from './exporter.ts';
import { isFollowed, senderOf, type Sender } from './gate.ts';
import { createLedger } from './ledger.ts';
import { takePageMessage } from './pages.ts';
import { serial } from './queue.ts';
import { reconcile } from './reconcile.ts';
import { lookForRoom } from './room.ts';
import { createWake, SHORTEST_ALARM } from './wake.ts';

/** All that the background does, one function for each event it hears. */
export function createWorker() {
  const ledger = createLedger();
  const wake = createWake(() => void work('due'));
  const exporter = createExporter(ledger);
  const badge = serial();
  let working: Promise<void> | null = null;
  let asked: Haste | null = null;
  const isAsked = () => asked !== null;

  /** Does what is due, then sets the next time. What is asked for meanwhile is done after. */
  function work(wanted: Haste): Promise<void> {
    asked = asked === 'now' ? 'now' : wanted;
    working ??= (async () => {
      try {
        while (asked) {
          const haste = asked;
          asked = null;
          await wake.guard();
          await carryOutErase(ledger);
          // The deletes first: one that is refused lets what waits for its course go.
          const next = [
            await lookForRoom(ledger),
            await carryOutDeletes(ledger),
            await drain(ledger, haste),
          ];
          const times = next.filter((time) => time !== null);
          // What is asked for meanwhile still has the alarm behind it.
          if (isAsked()) continue;
          await wake.set(times.length > 0 ? Math.min(...times) : null);
        }
      } catch (error) {
        // A store that refuses to be written or read: what waits is still there; look again later.
        // oxlint-disable-next-line no-console -- the one place where an engineer can see it
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

  async function act<T extends OwnMessage['type']>(
    message: Extract<OwnMessage, { type: T }> & { type: T },
  ): Promise<Replies[T]> {
    await wake.guard();
    if (message.type === 'export/wish') await exporter.guard();
    let after: Haste = 'due';
    try {
      const done = await actions[message.type](ledger, message);
      after = done.after ?? after;
      return done.reply;
    } finally {
      // Also after a failure: badge and next look are set by what is stored now.
      void work(after);
      if (message.type === 'export/wish') void exporter.run();
    }
  }

  /** A page of a site that is not followed (any more) is told to read nothing. */
  async function fromPage(
    page: Extract<Sender, { kind: 'page' }>,
    raw: unknown,
  ): Promise<PageOrder | undefined> {
    if (!(await isFollowed(page.url))) return 'rest';
    const parsed = pageMessage.safeParse(raw);
    if (!parsed.success) {
      ledger.refusedPage(new URL(page.url).origin, misfitOf(parsed.error, raw));
      return undefined;
    }
    await wake.guard();
    return await takePageMessage(ledger, page, parsed.data).finally(() => void work('due'));
  }

  return {
    /** A message from a page or from our own screens; undefined leaves it unanswered: refused. */
    message(raw: unknown, from: Runtime.MessageSender): Promise<unknown> | undefined {
      const sender = senderOf(from);
      if (sender?.kind === 'page') return fromPage(sender, raw);
      const parsed = sender ? ownMessage.safeParse(raw) : null;
      return parsed?.success ? act(parsed.data) : undefined;
    },
    alarm: (name?: string) => (name === EXPORT_ALARM ? exporter.run() : work('due')),
    online: () => work('now'),
    async installed(): Promise<void> {
      await reconcile(ledger, 'installed');
      await work('due');
      // An update took its alarm away.
      await exporter.run();
    },
    /** Also gives a connection that was refused one more chance. */
    async browserStarted(): Promise<void> {
      await reconcile(ledger, 'started');
      const connection = await currentConnection();
      if (connection) await ledger.health(connection.id, (old) => ({ ...old, stop: null }));
      await work('due');
      await exporter.run();
    },
    /** All that follows a yes to the browser's question happens here: the popup may be gone by then. */
    async permissionsChanged(): Promise<void> {
      await reconcile(ledger, 'permissions');
      await work('due');
    },
    stop() {
      wake.stop();
      exporter.stop();
    },
  };
}
