import { WorkerStopped, type Device } from '../../harness/fake-device.ts';
import type { ReplyTo } from '../../../lib/messages/replies.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import type { Study } from '../../harness/worker-harness.ts';
import {
  connectAs,
  pageOf,
  secretUnit,
  siteOf,
  USERS,
  refusedPage,
  visitIn,
  type Page,
  type Visit,
} from './campus.ts';
import { entryText } from '../../../lib/domain/entry-text.ts';
import { connectedTo, connectionId, newestSeen } from './read-storage.ts';
import { schoolOf, type School, type Schools } from './schools.ts';
import type { Step } from './steps.ts';
import { createCourseSteps } from './delete-and-unfollow.ts';

type Worker = ReturnType<Device['worker']>;
type Reason = 'exam' | 'staff' | 'preview';

/* Does in one browser what a step says, and tells the rules of it. What the rules allow from then on
 * they are told before; what they forbid, only once the worker has surely taken it in. */

/** `mayNotBeTold` is called with a unit as soon as the worker knows that its page may not be read. */
export function createLearner(
  study: Study,
  device: Device,
  schools: Schools,
  onRefusedPage: (unit: string) => void,
) {
  const { browser } = schools;
  const shown = new Map<number, Visit>();
  /** Tabs whose page may not be read. */
  const refused = new Map<number, { visit: Visit; reason: Reason }>();
  const count = { secrets: 0 };
  /** A browser whose worker was stopped at its start: what it does then is not known. */
  let isUnsure = false;

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
  async function retryWhenStopped<T>(act: () => Promise<T>): Promise<T> {
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
  const isSure = () => (isUnsure = false);

  const ask = <M extends OwnMessage>(
    message: M,
    onAccepted: (reply: ReplyTo<M>) => void = () => undefined,
    start: () => void = () => undefined,
  ): Promise<void> =>
    retryWhenStopped(async () => {
      start();
      onAccepted(await device.send(message));
      isSure();
    });

  const show = (tab: number, { url, report }: Page, onAccepted: () => void = () => undefined) =>
    retryWhenStopped(async () => {
      await device.report(report, url, tab);
      onAccepted();
      isSure();
    });

  /** Of a course that is not followed, or paused, nothing is noted. */
  const isOff = (course: number) => browser.never.has(course) || browser.pausedCourses.has(course);

  function recordVisit(visit: Visit, sure: boolean): void {
    if (!isOff(visit.course)) schools.sees(visit, Date.now(), sure);
    else if (sure) schools.setsFront(visit.course);
  }

  const isRecorded = ({ course }: Visit) =>
    !browser.paused && schools.of(course).state.user !== null;

  async function see(tab: number, visit: Visit): Promise<void> {
    const page = pageOf(visit);
    const recorded = isRecorded(visit);
    browser.exams.delete(tab);
    if (recorded) recordVisit(visit, false);
    device.front = tab;
    shown.set(tab, visit);
    refused.delete(tab);
    await show(tab, page, () => {
      if (recorded) recordVisit(visit, true);
    });
  }

  /** @param taken called as soon as the worker has taken it in */
  async function refuse(
    tab: number,
    visit: Visit,
    reason: Reason,
    onAccepted: () => void = () => undefined,
  ) {
    shown.delete(tab);
    refused.set(tab, { visit, reason });
    // Which place is in front now, the one before or of another tab, is not told here.
    schools.setsFront(null);
    if (reason !== 'exam') browser.exams.delete(tab);
    device.front = tab;
    await show(tab, refusedPage(visit, reason), () => {
      if (browser.paused) return;
      onRefusedPage(visit.unit);
      if (reason === 'exam') browser.exams.add(tab);
      onAccepted();
    });
  }

  /** @param since when it was asked first: a stopped worker may have noted the place then */
  function connected(user: number, since: number): void {
    const rules = schools.at(schoolOf(user));
    schools.reassignsSites(since);
    for (const other of schools.all) if (rules.state.user !== user) other.markMaybeDropped();
    schools.connects(user, schoolOf(user));
    rules.triesAgain(Date.now());
    recordNewest(since);
  }

  /** The place that was heard of last is noted where its site is now. */
  function recordNewest(since: number): void {
    const newest = newestSeen(device);
    if (newest?.kind !== 'place') return;
    const visit = visitIn(entryText(newest.place, []));
    if (!visit || isOff(visit.course)) return;
    schools.sees(visit, since, true, Date.parse(newest.place.seenAt));
  }

  /** The site of a course is given to a school, if that is connected at all. */
  async function giveSite(course: number, school: School): Promise<void> {
    const id = connectionId(device, school);
    if (id === null) return;
    const since = Date.now();
    await ask({ type: 'connection/site', origin: siteOf(course), id }, () => {
      schools.reassignsSites(since);
      if (schools.ownerOf(course) !== school) schools.at(school).say('the site was not given');
      recordNewest(since);
    });
  }

  /** What the browser forgets with the worker; then it starts another. */
  async function startAgain(kind: string, act: (worker: Worker) => Promise<void>): Promise<void> {
    device.stopWorker();
    device.areas.session.clear();
    device.alarms.clear();
    browser.exams.clear();
    schools.setsFront(null);
    await answered(device.event(kind, act)).catch((error: unknown) => {
      if (!(error instanceof WorkerStopped)) throw error;
      isUnsure = true;
    });
  }

  async function restart(): Promise<void> {
    device.tabs.clear();
    shown.clear();
    refused.clear();
    device.front = null;
    for (const { state } of schools.all) state.stopped = false;
    await startAgain('startup', (worker) => worker.browserStarted());
  }

  /** Pages stay, and what reads them is replaced: the one in front tells where the learner is. */
  async function update(): Promise<void> {
    await startAgain('installed', (worker) => worker.installed('update'));
    if (!browser.paused) await readAgain();
  }

  async function openPopup(): Promise<void> {
    const visit = device.front === null ? undefined : shown.get(device.front);
    const recorded = visit && isRecorded(visit);
    await ask(
      { type: 'now/look' },
      () => {
        if (recorded) recordVisit(visit, true);
      },
      () => {
        schools.skipsBackoff();
        if (recorded) recordVisit(visit, false);
      },
    );
  }

  async function setPaused(paused: boolean): Promise<void> {
    if (!paused) browser.paused = false;
    await ask({ type: 'pause/set', paused }, () => (browser.paused = paused));
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
    browser.exams.delete(tab);
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

  const { remove, unfollow, undo, follow, pause } = createCourseSteps(device, schools, {
    ask,
    readAgain,
  });

  async function performStep(step: Step): Promise<void> {
    switch (step.do) {
      case 'see':
        return await see(step.tab, step.visit);
      case 'see what turns out refused': {
        const { tab, course, reason, after } = step;
        const visit = secret(course);
        await see(tab, visit);
        await study.wait(after);
        // Otherwise nothing was noted.
        return await refuse(tab, visit, reason, () => {
          if (!isOff(course)) schools.of(course).withdraws(visit);
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
        schools.skipsBackoff();
        device.event('online', (worker) => worker.online()).catch(() => undefined);
        return await study.settle();
      case 'stop the worker':
        return device.stopWorker();
      case 'stop the worker soon':
        return device.stopWorkerAt(step.at);
      case 'restart the browser':
        return await restart();
      case 'update Waypoint':
        return await update();
      case 'pause':
      case 'resume':
        return await setPaused(step.do === 'pause');
      case 'open the popup':
        return await openPopup();
      case 'try again':
        return await ask(
          { type: 'send/try-again' },
          () => {
            for (const rules of schools.all) rules.deletesAgain();
          },
          () => {
            for (const rules of schools.all) rules.triesAgain(Date.now());
            schools.skipsBackoff();
          },
        );
      case 'disconnect':
        return await ask(
          {
            type: 'connection/disconnect',
            id: connectionId(device, step.school) ?? '',
            forget: false,
          },
          () => (schools.at(step.school).state.connected = false),
        );
      case 'connect': {
        const since = Date.now();
        const school = schoolOf(step.user);
        // The first connection of a browser is the default, and that is the first school's here.
        if (school > 0 && connectionId(device, 0) === null) return;
        const { state } = schools.at(school);
        return await ask(connectAs(step.user, connectionId(device, school)), (reply) => {
          schools.skipsBackoff();
          // A worker that was stopped may have connected, and the second try may have failed.
          const now = connectedTo(device, school);
          const user = USERS.findIndex(
            ({ org, username }) => org === now?.org && username === now.username,
          );
          const isNew = user !== state.user || !state.connected;
          if (reply.ok || (user >= 0 && isNew)) connected(user, since);
        });
      }
      case 'give the site':
        return await giveSite(step.course, step.school);
      case 'delete a course':
        return await remove(step.course, step);
      case 'follow no more':
        return await unfollow(step.course);
      case 'follow again':
        return await follow(step.course);
      case 'pause the course':
      case 'resume the course':
        return await pause(step.course, step.do === 'pause the course');
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

  return { device, schools, performStep, exams, isUnsure: () => isUnsure };
}
export type Learner = ReturnType<typeof createLearner>;
