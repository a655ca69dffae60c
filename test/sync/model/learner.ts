import { WorkerStopped, type Device } from '../device.ts';
import type { OwnMessage, ReplyTo } from '../../../lib/messages.ts';
import type { Study } from '../study.ts';
import {
  COURSES,
  connectAs,
  pageOf,
  same,
  secretUnit,
  USERS,
  refusedPage,
  visitIn,
  type Page,
  type Visit,
} from './campus.ts';
import { entryText } from '../../../lib/sync/entry-text.ts';
import { connectedUser, newestSeen, pendingOf } from './peek.ts';
import { UNDO_TIME, type Rules } from './rules.ts';
import type { Step } from './steps.ts';

type Reason = 'exam' | 'staff' | 'preview';

/* Does in one browser what a step says, and tells the rules of it. What the rules allow from then on
 * they are told before; what they forbid, only once the worker has surely taken it in. */

/** `mayNotBeTold` is called with a unit as soon as the worker knows that its page may not be read. */
export function createLearner(
  study: Study,
  device: Device,
  rules: Rules,
  mayNotBeTold: (unit: string) => void,
) {
  const { state } = rules;
  const shown = new Map<number, Visit>();
  /** Tabs whose page may not be read. */
  const refused = new Map<number, { visit: Visit; reason: Reason }>();
  const count = { secrets: 0 };
  /** A browser whose worker was stopped at its start: what it does then is not known. */
  let unsure = false;

  /** Waits for an answer, also for one that takes its time. */
  async function answered<T>(answer: Promise<T>): Promise<T> {
    const asked = { over: false };
    const end = answer.finally(() => (asked.over = true));
    end.catch(() => undefined);
    await study.settle();
    for (let second = 0; !asked.over && second < 90; second += 1) await study.wait(1_000);
    return await end;
  }

  /** As often as the worker is stopped: a page says it again, a learner clicks again. */
  async function insist<T>(act: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await answered(act());
      } catch (error) {
        if (!(error instanceof WorkerStopped) || tries > 3) throw error;
        await study.wait(1_000);
      }
    }
  }

  /** `taken` is called as soon as the worker has it, before anything that follows from it. */
  const sure = () => (unsure = false);

  const ask = <M extends OwnMessage>(
    message: M,
    taken: (reply: ReplyTo<M>) => void = () => undefined,
    start: () => void = () => undefined,
  ): Promise<void> =>
    insist(async () => {
      start();
      taken(await device.send(message));
      sure();
    });

  const show = (tab: number, { url, report }: Page, taken: () => void = () => undefined) =>
    insist(async () => {
      await device.report(report, url, tab);
      taken();
      sure();
    });

  async function see(tab: number, visit: Visit): Promise<void> {
    const page = pageOf(visit);
    const noted = !state.paused && state.user !== null;
    state.exams.delete(tab);
    if (noted) rules.sees(visit, Date.now(), false);
    device.front = tab;
    shown.set(tab, visit);
    refused.delete(tab);
    await show(tab, page, () => {
      if (noted) rules.sees(visit, Date.now(), true);
    });
  }

  async function refuse(tab: number, visit: Visit, reason: Reason) {
    shown.delete(tab);
    refused.set(tab, { visit, reason });
    // Which place is in front now, the one before or of another tab, is not told here.
    state.front = null;
    if (reason !== 'exam') state.exams.delete(tab);
    device.front = tab;
    await show(tab, refusedPage(visit, reason), () => {
      if (state.paused) return;
      mayNotBeTold(visit.unit);
      if (reason === 'exam') state.exams.add(tab);
    });
  }

  /** @param since when it was asked first: a stopped worker may have noted the place then */
  function connected(user: number, since: number): void {
    rules.connects(user);
    rules.triesAgain();
    // The place that was heard of last is noted anew, unless a newer one is known.
    const newest = newestSeen(device);
    const visit = newest?.kind === 'place' ? visitIn(entryText(newest.place, [])) : null;
    if (!visit) return;
    const known = rules.course(visit.course).newest;
    if (known.length === 0 || known.some((one) => same(one, visit))) {
      rules.sees(visit, since, true);
    }
  }

  async function remove(course: number): Promise<void> {
    const courseKey = COURSES[course] ?? '';
    await ask({ type: 'memory/list' });
    const due = Date.now() + UNDO_TIME;
    const asked = { due, attempts: 0, failed: false };
    await ask(
      {
        type: 'memory/delete',
        courses: [{ courseKey, title: courseKey }],
        waypoint: true,
        school: true,
        stop: false,
      },
      () => {
        const mine = pendingOf(device).some((one) => one.courseKey === courseKey);
        if (mine) state.deletes.set(course, asked);
      },
    );
  }

  async function undo(course: number): Promise<void> {
    state.deletes.delete(course);
    await ask({ type: 'memory/undo', courses: [COURSES[course] ?? ''] });
  }

  async function restart(): Promise<void> {
    device.stopWorker();
    device.areas.session.clear();
    device.alarms.clear();
    device.tabs.clear();
    shown.clear();
    refused.clear();
    state.exams.clear();
    state.stopped = false;
    state.front = null;
    device.front = null;
    await answered(device.event('startup', (worker) => worker.browserStarted())).catch(
      (error: unknown) => {
        if (!(error instanceof WorkerStopped)) throw error;
        unsure = true;
      },
    );
  }

  async function look(): Promise<void> {
    const visit = device.front === null ? undefined : shown.get(device.front);
    const noted = visit && !state.paused && state.user !== null;
    await ask(
      { type: 'now/look' },
      () => {
        if (noted) rules.sees(visit, Date.now(), true);
      },
      () => {
        rules.hurries();
        if (noted) rules.sees(visit, Date.now(), false);
      },
    );
  }

  async function setPaused(paused: boolean): Promise<void> {
    if (!paused) state.paused = false;
    await ask({ type: 'pause/set', paused }, () => (state.paused = paused));
    const { front } = device;
    const visit = front === null ? undefined : shown.get(front);

    // A page that is told to read on says where the learner is.
    if (paused || front === null) return;
    if (visit) await see(front, visit);
    const page = refused.get(front);
    if (page) await refuse(front, page.visit, page.reason);
  }

  const closeTab = (tab: number): void => {
    device.tabs.delete(tab);
    shown.delete(tab);
    refused.delete(tab);
    state.exams.delete(tab);
    if (device.front === tab) device.front = null;
  };

  const secret = (course: number): Visit => {
    count.secrets += 1;
    return {
      course,
      unit: secretUnit(device.name === 'first' ? count.secrets : 1000 + count.secrets),
      full: true,
    };
  };

  async function does(step: Step): Promise<void> {
    switch (step.do) {
      case 'see':
        return await see(step.tab, step.visit);
      case 'see what turns out refused': {
        const { tab, course, reason, after } = step;
        const visit = secret(course);
        await see(tab, visit);
        await study.wait(after);
        await refuse(tab, visit, reason);
        if (!state.paused) rules.takesBack(course);
        return;
      }
      case 'see a refused page':
        return await refuse(step.tab, secret(step.course), step.reason);
      case 'close a tab':
        return closeTab(step.tab);
      case 'go offline':
        device.online = false;
        return;
      case 'go online':
        device.online = true;
        rules.hurries();
        device.event('online', (worker) => worker.online()).catch(() => undefined);
        return await study.settle();
      case 'stop the worker':
        return device.stopWorker();
      case 'stop the worker soon':
        return device.stopWorkerAt(step.at);
      case 'restart the browser':
        return await restart();
      case 'pause':
      case 'resume':
        return await setPaused(step.do === 'pause');
      case 'open the popup':
        return await look();
      case 'try again':
        return await ask(
          { type: 'send/try-again' },
          () => rules.deletesAgain(),
          () => {
            rules.triesAgain();
            rules.hurries();
          },
        );
      case 'disconnect':
        return await ask({ type: 'connection/disconnect' }, () => (state.connected = false));
      case 'connect': {
        const since = Date.now();
        return await ask(connectAs(step.user), (reply) => {
          rules.hurries();
          // A worker that was stopped may have connected, and the second try may have failed.
          const user = USERS.findIndex(({ username }) => username === connectedUser(device));
          if (reply.ok || (user >= 0 && user !== state.user)) connected(user, since);
        });
      }
      case 'delete a course':
        return await remove(step.course);
      case 'undo the delete':
        return await undo(step.course);
      case 'deleted elsewhere':
      case 'fault':
      case 'faults end':
      case 'wait':
        throw new Error(`"${step.do}" is no step of one learner.`);
      default:
        return step satisfies never;
    }
  }

  /** Tabs that show an exam, whether or not the worker has heard of it. */
  const exams = () =>
    [...refused].filter(([, { reason }]) => reason === 'exam').map(([tab]) => tab);

  return { device, rules, does, exams, unsure: () => unsure };
}
export type Learner = ReturnType<typeof createLearner>;
