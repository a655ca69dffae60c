import type { Runtime } from '../browser.ts';
import { issueOf } from '../shared/validation-issue.ts';
import { pageMessage, type PageOrder } from '../messages/content-script.ts';
import type { Replies } from '../messages/replies.ts';
import { ownMessage, type OwnMessage } from '../messages/requests.ts';
import { connections } from '../store/items/connections.ts';
import { drawBadge } from './badge.ts';
import { actions } from './actions.ts';
import type { Haste } from './scheduler/job-queue.ts';
import { createExporter, EXPORT_ALARM } from './chat-export/export-scheduler.ts';
import { createFirstLane } from './first-job.ts';
import { isFollowed, senderOf, type Sender } from './tabs/message-sender.ts';
import { tellEngineer } from '../shared/tell-engineer.ts';
import { createJobQueues, nextOf } from './scheduler/job-queues.ts';
import { createStateWriter } from './state/state-writer.ts';
import { takePageMessage } from './outbox/receive-report.ts';
import { mutex } from '../domain/mutex.ts';
import { reconcile } from './reconcile.ts';
import { serve } from './run-connection.ts';
import { createWake, SHORTEST_ALARM } from './scheduler/alarm.ts';
import { welcome } from './welcome.ts';

/** All that the background does, one function for each event it hears. */
export function createWorker() {
  const writer = createStateWriter();
  const wake = createWake(() => void work('due'));
  const exporter = createExporter(writer);
  const badge = mutex();
  const planning = mutex();
  /** Events at work that may leave something to do: until then the alarm behind them stays. */
  let open = 0;
  /** What screens and pages asked for and was not answered yet. */
  const asked = new Set<Promise<unknown>>();
  const first = createFirstLane(writer, rested);
  const lanes = createJobQueues((id, haste) => serve(writer, id, haste), rest);

  /** Done when nothing is on its way any more of what was when it was asked. */
  async function rested(): Promise<void> {
    await lanes.over();
    await exporter.rest();
    await Promise.allSettled(asked);
  }

  /** Does what is due, then sets the next time. What is asked for meanwhile is done after. */
  async function work(wanted: Haste): Promise<void> {
    try {
      const running = await during(async () => {
        await wake.guard();
        await first.run(wanted);
        const ids = (await connections.read()).map(({ id }) => id);
        return lanes.of(ids).map((lane) => lane.run(wanted));
      });
      if (running.length === 0) await rest();
      await Promise.all(running);
    } catch (error) {
      tellEngineer(error);
      await wake.set(Date.now() + SHORTEST_ALARM);
      await draw();
    }
  }

  async function rest(): Promise<void> {
    await plan();
    await draw();
  }

  /** Words and a sign for the learner: no reason to do anything again. */
  const draw = () => badge(drawBadge).catch(() => undefined);

  async function during<T>(job: () => Promise<T>): Promise<T> {
    open += 1;
    try {
      return await job();
    } finally {
      open -= 1;
    }
  }

  /** Sets the next time, of all that is to be done. */
  const plan = () => planning(() => wake.set(nextOf([first, ...lanes.all()], open > 0)));

  function noted<T>(answer: Promise<T>): Promise<T> {
    const over = () => asked.delete(answer);
    asked.add(answer);
    answer.then(over, over);
    return answer;
  }

  async function act<T extends OwnMessage['type']>(
    message: Extract<OwnMessage, { type: T }> & { type: T },
  ): Promise<Replies[T]> {
    return await during(async () => {
      await wake.guard();
      if (message.type === 'export/wish') await exporter.guard();
      let after: Haste = 'due';
      try {
        const done = await actions[message.type](writer, message);
        after = done.after ?? after;
        return done.reply;
      } finally {
        // Also after a failure: badge and next look are set by what is stored now.
        void work(after);
        if (message.type === 'export/wish') void exporter.run();
      }
    });
  }

  /** A page of a site that is not followed (any more) is told to read nothing. */
  async function fromPage(
    page: Extract<Sender, { kind: 'page' }>,
    raw: unknown,
  ): Promise<PageOrder | undefined> {
    const followed = await isFollowed(page.url).catch(async (error: unknown) => {
      // The choice of sites cannot be read: the learner is to see that.
      await draw();
      throw error;
    });
    if (!followed) return 'rest';
    const parsed = pageMessage.safeParse(raw);
    if (!parsed.success) {
      writer.invalidMessage(new URL(page.url).origin, issueOf(parsed.error, raw));
      return undefined;
    }
    return await during(async () => {
      await wake.guard();
      return await takePageMessage(writer, page, parsed.data).finally(() => void work('due'));
    });
  }

  /** The alarm comes first: whatever the browser does not do after it, what waits is sent. */
  async function keepHouse(event: Parameters<typeof reconcile>[1]): Promise<void> {
    await during(async () => {
      await wake.guard();
      await reconcile(writer, event);
      if (event === 'started') await giveAnotherChance().catch(tellEngineer);
    });
    // Access that is back ends the wait for it.
    await work(event === 'permissions' ? 'now' : 'due');
    // An update took the alarm of the exports away.
    await exporter.run();
  }

  async function giveAnotherChance(): Promise<void> {
    for (const { id } of await connections.read()) {
      // One that cannot be read keeps no other from its chance.
      await writer
        .health(id, (old) => (old.stop ? { ...old, stop: null } : old))
        .catch(tellEngineer);
    }
  }

  return {
    /** A message from a page or from our own screens; undefined leaves it unanswered: refused. */
    message(raw: unknown, from: Runtime.MessageSender): Promise<unknown> | undefined {
      const sender = senderOf(from);
      if (sender?.kind === 'page') return noted(fromPage(sender, raw));
      const parsed = sender ? ownMessage.safeParse(raw) : null;
      // In an envelope: what a browser makes of a failure has none.
      return parsed?.success ? noted(act(parsed.data).then((reply) => ({ reply }))) : undefined;
    },
    alarm: (name?: string) => (name === EXPORT_ALARM ? exporter.run() : work('due')),
    online: () => work('now'),
    async installed(reason: Runtime.OnInstalledReason): Promise<void> {
      await Promise.all([welcome(reason).catch(tellEngineer), keepHouse('installed')]);
    },
    /** Also gives each connection that was refused one more chance. */
    async browserStarted(): Promise<void> {
      await keepHouse('started');
    },
    /** All that follows a yes to the browser's question happens here: the popup may be gone by then. */
    async permissionsChanged(): Promise<void> {
      await keepHouse('permissions');
    },
    /** Those who look after this computer have changed what they set. */
    async policyChanged(): Promise<void> {
      await keepHouse('policy');
    },
    stop() {
      wake.stop();
      exporter.stop();
    },
  };
}
