import { WorkerStopped, type Device } from '../../harness/fake-device.ts';
import type { ReplyTo } from '../../../lib/messages/replies.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import type { PauseLength } from '../../../lib/shared/pause-length.ts';
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
import { connectedTo, connectionId, newestSeen, pauseEndOf } from './read-storage.ts';
import { schoolOf, type School, type Schools } from './schools.ts';
import type { Step } from './steps.ts';
import { createCourseSteps } from './delete-and-unfollow.ts';

type Worker = ReturnType<Device['worker']>;
type Reason = 'exam' | 'staff' | 'preview';

/* Performs a step in one browser and updates the model. The model hears before the step what the step
 * allows, and only after the worker accepted the step what it forbids. */

/**
 * Creates the learner of one browser.
 * @param onRefusedPage called with a unit once the worker knows that it must not read the page
 */
export function createLearner(
  study: Study,
  device: Device,
  schools: Schools,
  onRefusedPage: (unit: string) => void,
) {
  const { browser } = schools;
  const shown = new Map<number, Visit>();
  /** Tabs whose page must not be read. */
  const refused = new Map<number, { visit: Visit; reason: Reason }>();
  const count = { secrets: 0 };
  /** Whether the worker was stopped while the browser started. Then its next steps are unknown. */
  let isUnsure = false;

  /** Waits for an answer, up to 90 s of virtual time. */
  async function answered<T>(answer: Promise<T>): Promise<T> {
    const asked = { over: false };
    const end = answer.finally(() => (asked.over = true));
    end.catch(() => undefined);
    await study.settle();
    for (let second = 0; !asked.over && second < 90; second += 1) await study.wait(1_000);
    return await end;
  }

  /** Repeats an action when the worker was stopped, as a page reports again and a learner clicks again. */
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

  const isSure = () => (isUnsure = false);

  /** Sends a message. `onAccepted` is called once the worker accepted it, before anything follows from it. */
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

  /** Returns whether the worker records nothing of a course, because it is unfollowed or paused. */
  const isOff = (course: number) => browser.never.has(course) || browser.pauses.course(course);

  function recordVisit(visit: Visit, sure: boolean): void {
    if (!isOff(visit.course)) schools.seePlace(visit, Date.now(), sure);
    else if (sure) schools.setFront(visit.course);
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

  /**
   * Shows a page that must not be read.
   * @param onAccepted called once the worker accepted the report
   */
  async function refuse(
    tab: number,
    visit: Visit,
    reason: Reason,
    onAccepted: () => void = () => undefined,
  ) {
    shown.delete(tab);
    refused.set(tab, { visit, reason });
    // The model does not know which place is in front now: an earlier one, or that of another tab.
    schools.setFront(null);
    if (reason !== 'exam') browser.exams.delete(tab);
    device.front = tab;
    await show(tab, refusedPage(visit, reason), () => {
      if (browser.paused) return;
      onRefusedPage(visit.unit);
      if (reason === 'exam') browser.exams.add(tab);
      onAccepted();
    });
  }

  /**
   * Records that a user was connected.
   * @param since when the learner asked first, because a stopped worker may have queued the place then
   */
  function connected(user: number, since: number): void {
    const rules = schools.at(schoolOf(user));
    schools.reassignSites(since);
    for (const other of schools.all) if (rules.state.user !== user) other.markMaybeDropped();
    schools.connectUser(user, schoolOf(user));
    rules.startAfresh(Date.now());
    recordNewest(since);
  }

  /** Records the last reported place at the school that its site belongs to now. */
  function recordNewest(since: number): void {
    const newest = newestSeen(device);
    if (newest?.kind !== 'place') return;
    const visit = visitIn(entryText(newest.place, []));
    if (!visit || isOff(visit.course)) return;
    schools.seePlace(visit, since, true, Date.parse(newest.place.seenAt));
  }

  /** Moves the site of a course to a school, if the school is connected. */
  async function giveSite(course: number, school: School): Promise<void> {
    const id = connectionId(device, school);
    if (id === null) return;
    const since = Date.now();
    await ask({ type: 'connection/site', origin: siteOf(course), id }, () => {
      schools.reassignSites(since);
      if (schools.ownerOf(course) !== school) schools.at(school).say('the site was not moved');
      recordNewest(since);
    });
  }

  /** Clears what the browser loses with the worker, then starts another worker. */
  async function startAgain(kind: string, act: (worker: Worker) => Promise<void>): Promise<void> {
    device.stopWorker();
    device.areas.session.clear();
    device.alarms.clear();
    browser.exams.clear();
    schools.setFront(null);
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

  /** Updates Waypoint: pages stay open with new content scripts, and the page in front reports again. */
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
        schools.skipBackoff();
        if (recorded) recordVisit(visit, false);
      },
    );
  }

  async function pauseAll(length: PauseLength): Promise<void> {
    await ask({ type: 'pause/set', paused: true, length }, () =>
      browser.pauses.pauseAll(pauseEndOf(device)),
    );
  }

  async function resumeAll(): Promise<void> {
    browser.pauses.resumeAll();
    await ask({ type: 'pause/set', paused: false });
    await readAgain();
  }

  /** Makes the page in front report again if a pause has ended, as the worker asks it to. */
  async function followEnds(): Promise<void> {
    if (browser.pauses.hasEndedCourse()) schools.setFront(null);
    if (browser.pauses.dropEnded() && !browser.paused) await readAgain();
  }

  /** Makes the page in front report again where the learner is. */
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

  const { remove, unfollow, undo, follow, pause, resume } = createCourseSteps(device, schools, {
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
        // Otherwise the worker recorded nothing.
        return await refuse(tab, visit, reason, () => {
          if (!isOff(course)) schools.of(course).withdrawPlace(visit);
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
        schools.skipBackoff();
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
        return await pauseAll('endless');
      case 'pause for an hour':
        return await pauseAll('hour');
      case 'resume':
        return await resumeAll();
      case 'open the popup':
        return await openPopup();
      case 'try again':
        return await ask(
          { type: 'send/try-again' },
          () => {
            for (const rules of schools.all) rules.retryDeletes();
          },
          () => {
            for (const rules of schools.all) rules.tryAgain(Date.now());
            schools.skipBackoff();
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
        // The first connection of a browser is its default. In the model that is the first school.
        if (school > 0 && connectionId(device, 0) === null) return;
        const { state } = schools.at(school);
        return await ask(connectAs(step.user, connectionId(device, school)), (reply) => {
          schools.skipBackoff();
          // A stopped worker may have connected before the second try failed.
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
        return await pause(step.course, 'endless');
      case 'pause the course for an hour':
        return await pause(step.course, 'hour');
      case 'resume the course':
        return await resume(step.course);
      case 'undo the delete':
        return await undo(step.course);
      case 'deleted elsewhere':
      case 'the school writes':
      case 'fault':
      case 'faults end':
      case 'wait':
        throw new Error(`"${step.do}" is not a step of one learner.`);
      default:
        return step satisfies never;
    }
  }

  /** Returns the tabs that show an exam, whether or not the worker knows. */
  const exams = () =>
    [...refused].filter(([, { reason }]) => reason === 'exam').map(([tab]) => tab);

  return { device, schools, performStep, followEnds, exams, isUnsure: () => isUnsure };
}
export type Learner = ReturnType<typeof createLearner>;
