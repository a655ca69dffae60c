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

/** Returns everything that the worker does, one function for each event that it hears. */
export function createWorker() {
  const writer = createStateWriter();
  const wake = createWake(() => void work('due'));
  const exporter = createExporter(writer);
  const badge = mutex();
  const planning = mutex();
  /**
   * How many events are being handled that may leave something to do. While there is one, the alarm
   * behind it stays set.
   */
  let open = 0;
  /** Requests of screens and pages that are not answered yet. */
  const asked = new Set<Promise<unknown>>();
  const first = createFirstLane(writer, rested);
  const lanes = createJobQueues((id, haste) => serve(writer, id, haste), rest);

  /** Resolves when everything that was under way at the time of the call is over. */
  async function rested(): Promise<void> {
    await lanes.over();
    await exporter.rest();
    await Promise.allSettled(asked);
  }

  /**
   * Does what is due, then sets the next time. A call that comes meanwhile is handled afterwards.
   */
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

  /** Draws the badge. The badge only informs the learner, so a failure is ignored. */
  const draw = () => badge(drawBadge).catch(() => undefined);

  async function during<T>(job: () => Promise<T>): Promise<T> {
    open += 1;
    try {
      return await job();
    } finally {
      open -= 1;
    }
  }

  /** Sets the next time at which anything is to be done. */
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
        // Also after a failure, because the badge and the next time follow from what is stored now.
        void work(after);
        if (message.type === 'export/wish') void exporter.run();
      }
    });
  }

  /**
   * Handles a message from a page. Returns `rest`, which stops the reading, if the site is not
   * followed; undefined if the message is invalid.
   */
  async function fromPage(
    page: Extract<Sender, { kind: 'page' }>,
    raw: unknown,
  ): Promise<PageOrder | undefined> {
    const followed = await isFollowed(page.url).catch(async (error: unknown) => {
      // The list of sites cannot be read. The badge shows that to the learner.
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

  /**
   * Reconciles the browser with what is stored, then does what is due. The alarm is set first, so
   * that what waits is sent even if the browser fails at a later step.
   */
  async function keepHouse(event: Parameters<typeof reconcile>[1]): Promise<void> {
    await during(async () => {
      await wake.guard();
      await reconcile(writer, event);
      if (event === 'started') await giveAnotherChance().catch(tellEngineer);
    });
    // Access may be back, so the waits after failures are skipped.
    await work(event === 'permissions' ? 'now' : 'due');
    // An update removes the alarm of the exports. This sets it again.
    await exporter.run();
  }

  async function giveAnotherChance(): Promise<void> {
    for (const { id } of await connections.read()) {
      // A connection whose state cannot be read does not stop the others.
      await writer
        .health(id, (old) => (old.stop ? { ...old, stop: null } : old))
        .catch(tellEngineer);
    }
  }

  return {
    /**
     * Handles a message from a page or from Waypoint's own screens. Returns undefined to reject the
     * message without an answer.
     */
    message(raw: unknown, from: Runtime.MessageSender): Promise<unknown> | undefined {
      const sender = senderOf(from);
      if (sender?.kind === 'page') return noted(fromPage(sender, raw));
      const parsed = sender ? ownMessage.safeParse(raw) : null;
      // The reply is wrapped in an object, to tell it from what a browser returns after a failure.
      return parsed?.success ? noted(act(parsed.data).then((reply) => ({ reply }))) : undefined;
    },
    alarm: (name?: string) => (name === EXPORT_ALARM ? exporter.run() : work('due')),
    online: () => work('now'),
    async installed(reason: Runtime.OnInstalledReason): Promise<void> {
      await Promise.all([welcome(reason).catch(tellEngineer), keepHouse('installed')]);
    },
    /** Also clears the stop of each connection, so that Waypoint tries each of them once more. */
    async browserStarted(): Promise<void> {
      await keepHouse('started');
    },
    /**
     * Does everything that follows once the learner grants access. The popup may be closed by then.
     */
    async permissionsChanged(): Promise<void> {
      await keepHouse('permissions');
    },
    /** Applies what the organization changed in its policy. */
    async policyChanged(): Promise<void> {
      await keepHouse('policy');
    },
    stop() {
      wake.stop();
      exporter.stop();
    },
  };
}
