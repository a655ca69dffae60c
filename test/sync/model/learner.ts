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
import { connectedUser, connectionId, neverOf, newestSeen, pendingOf } from './peek.ts';
import { UNDO_TIME } from './limits.ts';
import type { Rules } from './rules.ts';
import type { Step, Wish } from './steps.ts';

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
  const isSure = () => (unsure = false);

  const ask = <M extends OwnMessage>(
    message: M,
    taken: (reply: ReplyTo<M>) => void = () => undefined,
    start: () => void = () => undefined,
  ): Promise<void> =>
    insist(async () => {
      start();
      taken(await device.send(message));
      isSure();
    });

  const show = (tab: number, { url, report }: Page, taken: () => void = () => undefined) =>
    insist(async () => {
      await device.report(report, url, tab);
      taken();
      isSure();
    });

  /** Of a course that is not followed nothing is noted. */
  function takes(visit: Visit, sure: boolean): void {
    if (!state.never.has(visit.course)) rules.sees(visit, Date.now(), sure);
    else if (sure) rules.turnsTo(visit.course);
  }

  async function see(tab: number, visit: Visit): Promise<void> {
    const page = pageOf(visit);
    const noted = !state.paused && state.user !== null;
    state.exams.delete(tab);
    if (noted) takes(visit, false);
    device.front = tab;
    shown.set(tab, visit);
    refused.delete(tab);
    await show(tab, page, () => {
      if (noted) takes(visit, true);
    });
  }

  /** @param taken called as soon as the worker has taken it in */
  async function refuse(
    tab: number,
    visit: Visit,
    reason: Reason,
    taken: () => void = () => undefined,
  ) {
    shown.delete(tab);
    refused.set(tab, { visit, reason });
    // Which place is in front now, the one before or of another tab, is not told here.
    rules.turnsTo(null);
    if (reason !== 'exam') state.exams.delete(tab);
    device.front = tab;
    await show(tab, refusedPage(visit, reason), () => {
      if (state.paused) return;
      mayNotBeTold(visit.unit);
      if (reason === 'exam') state.exams.add(tab);
      taken();
    });
  }

  /** @param since when it was asked first: a stopped worker may have noted the place then */
  function connected(user: number, since: number): void {
    rules.connects(user);
    rules.triesAgain();
    // The place that was heard of last is noted anew, unless a newer one is known.
    const newest = newestSeen(device);
    if (newest?.kind !== 'place') return;
    const visit = visitIn(entryText(newest.place, []));
    if (!visit || state.never.has(visit.course)) return;
    const known = rules.course(visit.course).newest;
    const isThere = [...shown.values()].some((one) => same(one, visit));
    if (isThere || known.length === 0 || known.some((one) => same(one, visit))) {
      rules.sees(visit, since, true, Date.parse(newest.place.seenAt));
    }
  }

  async function remove(course: number, { what = 'all', stop = false }: Wish): Promise<void> {
    const courseKey = COURSES[course] ?? '';
    await ask({ type: 'memory/list' });
    const due = Date.now() + UNDO_TIME;
    const before = new Set(neverOf(device));
    // What is surely studied here can be left.
    const { waits, written, doubt, vague } = rules.course(course);
    const studied = (waits !== null || written !== null) && !doubt && !vague;
    await ask(
      {
        type: 'memory/delete',
        courses: [{ courseKey, title: courseKey }],
        waypoint: what !== 'school',
        school: what !== 'ours',
        stop,
      },
      () => {
        const mine = pendingOf(device).find((one) => one.courseKey === courseKey);
        const never = neverOf(device).has(courseKey);
        if (never !== before.has(courseKey) && !stop) rules.say('a course was left unasked');
        if (stop && studied && !never) rules.say(`course ${course} was not left`);
        // Undo has to know, whenever the worker was stopped.
        if (never && !before.has(courseKey) && !mine?.stops) rules.say('it was left for good');
        if (never) state.never.add(course);
        // An older one stays when there is nothing (more) to delete.
        if (!mine || mine.due < due) return;
        const { stops } = mine;
        const parts = { ours: mine.ours !== null, school: mine.edx !== null };
        const rest = { done: new Set<never>(), missed: false, due, attempts: 0, failed: false };
        state.deletes.set(course, { ...parts, stops, ...rest });
      },
    );
  }

  /** "Not followed" on the options page: nothing is deleted on a server. */
  async function leave(course: number): Promise<void> {
    const courseKey = COURSES[course] ?? '';
    const due = Date.now() + UNDO_TIME;
    const before = neverOf(device).has(courseKey);
    const known = state.deletes.get(course);
    const { waits, written, doubt, vague } = rules.course(course);
    const studied = (waits !== null || written !== null) && !doubt && !vague;
    await ask({ type: 'course/never', courseKey, title: courseKey }, () => {
      if (!neverOf(device).has(courseKey)) rules.say(`course ${course} was not left`);
      state.never.add(course);
      const mine = pendingOf(device).find((one) => one.courseKey === courseKey);
      if (before) return;
      if (!mine) {
        // A stopped worker may have taken so long that it is forgotten already.
        if (studied && Date.now() < due) rules.say(`course ${course} was left for good`);
        return;
      }
      if (!mine.stops) rules.say(`Undo would not follow course ${course} again`);
      if (known && state.deletes.has(course)) {
        return void state.deletes.set(course, { ...known, stops: true });
      }
      if (mine.due < due) rules.say(`what waits of course ${course} would be forgotten early`);
      const rest = { done: new Set<never>(), missed: false, attempts: 0, failed: false };
      const bare = { ours: false, school: false, stops: true };
      state.deletes.set(course, { ...bare, ...rest, due: mine.due });
    });
  }

  async function undo(course: number): Promise<void> {
    const back = state.deletes.get(course)?.stops === true;
    state.deletes.delete(course);
    if (back) isBack(course);
    await ask({ type: 'memory/undo', courses: [COURSES[course] ?? ''] }, (inTime) => {
      if (!neverOf(device).has(COURSES[course] ?? '')) return;
      if (back && inTime) rules.say(`Undo did not follow course ${course} again`);
      state.never.add(course);
    });
    if (back && !state.paused) await readAgain();
  }

  /** What was seen meanwhile of a course that is followed again is forgotten with its tabs. */
  function isBack(course: number): void {
    state.never.delete(course);
    rules.turnsTo(null);
  }

  async function follow(course: number): Promise<void> {
    isBack(course);
    const pending = state.deletes.get(course);
    const isBare = pending && !pending.ours && !pending.school;
    if (isBare) state.deletes.delete(course);
    await ask({ type: 'course/follow', courseKey: COURSES[course] ?? '' });
    if (pending && !isBare && state.deletes.has(course)) {
      state.deletes.set(course, { ...pending, stops: false });
    }
    // It took so long that the course may have been forgotten before.
    if (isBare && Date.now() >= pending.due) {
      Object.assign(rules.course(course), { vague: true, doubt: true });
    }
    if (neverOf(device).has(COURSES[course] ?? '')) rules.say(`course ${course} is not followed`);
    if (!state.paused) await readAgain();
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
    rules.turnsTo(null);
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
        if (noted) takes(visit, true);
      },
      () => {
        rules.hurries();
        if (noted) takes(visit, false);
      },
    );
  }

  async function setPaused(paused: boolean): Promise<void> {
    if (!paused) state.paused = false;
    await ask({ type: 'pause/set', paused }, () => (state.paused = paused));
    if (!paused) await readAgain();
  }

  /** A page that is told to read on says where the learner is. */
  async function readAgain(): Promise<void> {
    const { front } = device;
    const visit = front === null ? undefined : shown.get(front);
    if (front === null) return;
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
        // Of a course that is not followed nothing was noted.
        return await refuse(tab, visit, reason, () => {
          if (!state.never.has(course)) rules.takesBack(visit);
        });
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
        return await ask(
          { type: 'connection/disconnect', id: connectionId(device) ?? '', forget: false },
          () => (state.connected = false),
        );
      case 'connect': {
        const since = Date.now();
        return await ask(connectAs(step.user, connectionId(device)), (reply) => {
          rules.hurries();
          // A worker that was stopped may have connected, and the second try may have failed.
          const user = USERS.findIndex(({ username }) => username === connectedUser(device));
          if (reply.ok || (user >= 0 && user !== state.user)) connected(user, since);
        });
      }
      case 'delete a course':
        return await remove(step.course, step);
      case 'follow no more':
        return await leave(step.course);
      case 'follow again':
        return await follow(step.course);
      case 'undo the delete':
        return await undo(step.course);
      case 'deleted elsewhere':
      case 'the school writes':
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
