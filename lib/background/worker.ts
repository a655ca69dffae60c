import type { Runtime } from '../browser.ts';
import { issueOf } from '../shared/validation-issue.ts';
import { pageMessage, type PageOrder } from '../messages/content-script.ts';
import type { Replies } from '../messages/replies.ts';
import { ownMessage, type OwnMessage } from '../messages/requests.ts';
import { connections } from '../store/items/connections.ts';
import { drawBadge } from './badge.ts';
import { actions } from './actions.ts';
import { carryOnExport } from './chat-export/run-export.ts';
import { createFirstJob } from './first-job.ts';
import { createPauseEnds } from './following/end-pauses.ts';
import { isFollowed, senderOf, type Sender } from './tabs/message-sender.ts';
import { tellEngineer } from '../shared/tell-engineer.ts';
import { createScheduler, type RunOptions } from './scheduler/scheduler.ts';
import { createStateWriter } from './state/state-writer.ts';
import { takePageMessage } from './outbox/receive-report.ts';
import { mutex } from '../domain/mutex.ts';
import { reconcile } from './reconcile.ts';
import { runConnection } from './run-connection.ts';
import { welcome } from './welcome.ts';

/** Names of the alarms. A chat export has its own, so that a long file delays no place. */
const ALARM = 'wake';
const EXPORT_ALARM = 'export';

/** Returns everything that the worker does, one function for each event that it hears. */
export function createWorker() {
  const writer = createStateWriter();
  const badge = mutex();
  /** Draws the badge. The badge only informs the learner, so a failure is ignored. */
  const draw = () => badge(drawBadge).catch(() => undefined);
  /** Requests of screens and pages that are not answered yet. */
  const asked = new Set<Promise<unknown>>();
  const chatExports = createScheduler({
    alarm: EXPORT_ALARM,
    job: (id) => carryOnExport(writer, id),
  });
  const endPauses = createPauseEnds(writer);
  const jobs = createScheduler({
    alarm: ALARM,
    first: createFirstJob(writer, { endPauses, rested }),
    job: (id, skipBackoff) => runConnection(writer, id, skipBackoff),
    rested: draw,
  });

  /** Resolves when everything that was under way at the time of the call is over. */
  async function rested(): Promise<void> {
    await jobs.over();
    await chatExports.over();
    await Promise.allSettled(asked);
  }

  /** Counts a request as not answered until its answer is there, and returns the answer. */
  function tracked<T>(answer: Promise<T>): Promise<T> {
    const over = () => asked.delete(answer);
    asked.add(answer);
    answer.then(over, over);
    return answer;
  }

  async function act<T extends OwnMessage['type']>(
    message: Extract<OwnMessage, { type: T }> & { type: T },
  ): Promise<Replies[T]> {
    const isExport = message.type === 'export/request';
    const handle = async () => {
      let options: RunOptions = {};
      try {
        await endPauses();
        const done = await actions[message.type](writer, message);
        options = done;
        return done.reply;
      } finally {
        // Also after a failure, because the badge and the next time follow from what is stored now.
        void jobs.run(options);
        if (isExport) void chatExports.run();
      }
    };
    return await jobs.during(() => (isExport ? chatExports.during(handle) : handle()));
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
    return await jobs.during(() =>
      takePageMessage(writer, page, parsed.data).finally(() => void jobs.run()),
    );
  }

  /**
   * Reconciles the browser with what is stored, then does what is due. The alarm is set first, so
   * that what waits is sent even if the browser fails at a later step.
   */
  async function reconcileAndRun(event: Parameters<typeof reconcile>[1]): Promise<void> {
    await jobs.during(async () => {
      await reconcile(writer, event);
      if (event === 'started') await giveAnotherChance().catch(tellEngineer);
    });
    // Access may be back, so the waits after failures are skipped.
    await jobs.run({ skipBackoff: event === 'permissions' });
    // An update removes the alarm of the exports. This sets it again.
    await chatExports.run();
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
      if (sender?.kind === 'page') return tracked(fromPage(sender, raw));
      const parsed = sender ? ownMessage.safeParse(raw) : null;
      // The reply is wrapped in an object, to tell it from what a browser returns after a failure.
      return parsed?.success ? tracked(act(parsed.data).then((reply) => ({ reply }))) : undefined;
    },
    alarm: (name?: string) => (name === EXPORT_ALARM ? chatExports.run() : jobs.run()),
    online: () => jobs.run({ skipBackoff: true }),
    async installed(reason: Runtime.OnInstalledReason): Promise<void> {
      await Promise.all([welcome(reason).catch(tellEngineer), reconcileAndRun('installed')]);
    },
    /** Also clears the stop of each connection, so that Waypoint tries each of them once more. */
    async browserStarted(): Promise<void> {
      await reconcileAndRun('started');
    },
    /**
     * Does everything that follows once the learner grants access. The popup may be closed by then.
     */
    async permissionsChanged(): Promise<void> {
      await reconcileAndRun('permissions');
    },
    /** Applies what the organization changed in its policy. */
    async policyChanged(): Promise<void> {
      await reconcileAndRun('policy');
    },
    stop() {
      jobs.stop();
      chatExports.stop();
    },
  };
}
