import { WorkerStopped, type Device } from '../../harness/fake-device.ts';
import type { OwnMessage } from '../../../lib/messages/requests.ts';
import type { Study } from '../../harness/worker-harness.ts';
import { connectAs, COURSES, pageOf, refusedPage, siteOf, type Visit } from '../rules/campus.ts';
import {
  connectedTo,
  connectionId,
  isErasingHere,
  isErasureShown,
  pauseEndOf,
} from '../rules/read-storage.ts';
import { LEARNER, somebodysUnit, SOMEBODY, type Person } from './person.ts';
import type { Step } from './steps.ts';

/** Every request of a learner is answered within this time (ms), even if calls of the browser hang. */
const ANSWER_TIME = 60_000;
/** Connecting takes longer: it tries three schemes for 10 s each, and asks whose key it is. */
const CONNECT_TIME = 120_000;
/** A list may have many pages, each of which may take 10 s. */
const UNBOUNDED = new Set<OwnMessage['type']>(['memory/list']);

/** Performs steps in a browser and records in `person` what the promises depend on. */
export function createLearner(study: Study, person: Person, broken: (sentence: string) => void) {
  const device: Device = study.first;
  const count = { others: 0 };

  /** Waits for an answer in virtual time. Returns null if the worker was stopped before it answered. */
  async function answered<T>(name: string, answer: Promise<T>, bound: number): Promise<T | null> {
    const asked = { over: false };
    const end = answer.then(
      (value) => value,
      (error: unknown) => {
        if (error instanceof WorkerStopped) return null;
        throw error;
      },
    );
    void end.then(
      () => (asked.over = true),
      () => (asked.over = true),
    );
    const until = Date.now() + bound;
    await study.settle();
    while (!asked.over && Date.now() < until) await study.wait(1_000);
    if (!asked.over) {
      broken(`"${name}" was not answered within ${bound / 1_000} s`);
      return null;
    }
    return await end;
  }

  /** Sends a message until a worker answers, as a learner clicks again. Calls `onAccepted` after the answer. */
  async function ask(
    message: OwnMessage,
    onAccepted: () => void = () => undefined,
  ): Promise<boolean> {
    const bound = message.type === 'connection/connect' ? CONNECT_TIME : ANSWER_TIME;
    for (let tries = 0; tries < 4; tries += 1) {
      const wait = UNBOUNDED.has(message.type) ? Infinity : bound;
      const reply = await answered(
        message.type,
        device.send(message).then(() => true),
        wait,
      );
      if (reply === true) {
        onAccepted();
        return true;
      }
    }
    return false;
  }

  async function show(tab: number, visit: Visit, account: string): Promise<void> {
    const { url, report } = pageOf(visit);
    device.frozen.delete(tab);
    person.leaveExam(tab);
    device.front = tab;
    const said = device.report({ ...report, account } as typeof report, url, tab);
    await answered('page/report', said, ANSWER_TIME);
  }

  async function seeExam(tab: number, course: number): Promise<void> {
    const { url, report } = refusedPage({ course, unit: `exam-${tab}`, full: true }, 'exam');
    device.frozen.delete(tab);
    person.moveExam(tab, course);
    device.front = tab;
    const order = await answered('page/report', device.report(report, url, tab), ANSWER_TIME);
    // A paused worker hears of no new exam, but remembers an earlier one.
    if (order === 'read') person.addExam(tab, course);
  }

  /** Clears what the browser loses with the worker, then starts another worker. */
  async function startAgain(
    kind: string,
    act: (worker: ReturnType<Device['worker']>) => Promise<void>,
  ) {
    device.stopWorker();
    device.areas.session.clear();
    device.alarms.clear();
    // The session storage is empty, so the pages have to report again what the tabs show.
    person.clearExams();
    await answered(kind, device.event(kind, act), ANSWER_TIME);
  }

  async function performStep(step: Step): Promise<void> {
    switch (step.do) {
      case 'see':
        return await show(step.tab, { ...step, full: true }, LEARNER);
      case 'somebody else sees':
        count.others += 1;
        return await show(
          step.tab,
          { course: step.course, unit: somebodysUnit(count.others), full: true },
          SOMEBODY,
        );
      case 'see an exam':
        return await seeExam(step.tab, step.course);
      case 'close a tab':
        device.tabs.delete(step.tab);
        device.frozen.delete(step.tab);
        person.leaveExam(step.tab);
        if (device.front === step.tab) device.front = null;
        return;
      case 'freeze a tab':
        if (device.tabs.has(step.tab)) device.frozen.add(step.tab);
        return;
      case 'thaw a tab':
        device.frozen.delete(step.tab);
        return;
      case 'go offline':
        device.online = false;
        return;
      case 'go online':
        device.online = true;
        return void (await answered(
          'online',
          device.event('online', (w) => w.online()),
          ANSWER_TIME,
        ));
      case 'stop the worker':
        return device.stopWorker();
      case 'stop the worker soon':
        return device.stopWorkerAt(step.at);
      case 'restart the browser':
        device.tabs.clear();
        device.frozen.clear();
        device.front = null;
        return await startAgain('startup', (worker) => worker.browserStarted());
      case 'update Waypoint':
        return await startAgain('installed', (worker) => worker.installed('update'));
      case 'pause':
      case 'pause for an hour': {
        const length = step.do === 'pause' ? 'endless' : 'hour';
        return void (await ask({ type: 'pause/set', paused: true, length }, () =>
          person.setPaused(isErasingHere(device) ? 'perhaps' : 'surely', pauseEndOf(device)),
        ));
      }
      case 'resume':
        person.setPaused('no');
        return void (await ask({ type: 'pause/set', paused: false }));
      case 'open the popup':
        return void (await ask({ type: 'now/look' }));
      case 'try again':
        person.allowCreates();
        return void (await ask({ type: 'send/try-again' }));
      case 'connect':
        person.setConnected(true);
        person.allowCreates();
        await ask(connectAs(step.user, connectionId(device, 0)));
        return person.setConnected(connectedTo(device, 0) !== null);
      case 'disconnect': {
        const id = connectionId(device, 0) ?? '';
        person.allowCreates();
        return void (await ask(
          { type: 'connection/disconnect', id, forget: step.forget },
          () => !step.forget && person.setConnected(false),
        ));
      }
      case 'confirm the account':
        person.acceptAccount(step.course);
        return void (await ask({ type: 'account/confirm', site: siteOf(step.course) }));
      case 'delete a course': {
        await ask({ type: 'memory/list' });
        const courseKey = COURSES[step.course] ?? '';
        person.allowCreate(step.course);
        return void (await ask({
          type: 'memory/delete',
          courses: [{ courseKey, title: courseKey }],
          waypoint: true,
          school: false,
          stop: false,
        }));
      }
      case 'undo the delete':
        return void (await ask({
          type: 'memory/undo',
          courses: [COURSES[step.course] ?? ''],
        }));
      case 'stop following a site':
        // Waypoint also discards whose account it knows there.
        person.acceptAccount(step.course);
        person.leaveSite(step.course);
        // Waypoint also discards that it created a memory, which the server may not show.
        person.allowCreate(step.course);
        return void (await ask({ type: 'site/off', origin: siteOf(step.course), forget: true }));
      case 'follow a site':
        return void (await ask({ type: 'site/follow', origin: siteOf(step.course) }));
      case 'delete everything':
        person.acceptAllAccounts();
        person.allowCreates();
        if (step.here) person.markPauseUncertain();
        return void (await ask({
          type: 'erase/start',
          waypoint: true,
          school: true,
          here: step.here,
        }));
      case 'go on deleting': {
        person.acceptAllAccounts();
        if (isErasingHere(device)) person.markPauseUncertain();
        // If no Delete everything is shown, the screen shows the delete before a disconnect.
        const id = connectionId(device, 0);
        const isOne = id !== null && !isErasureShown(device);
        const ofOne = isOne ? { connectionId: id } : {};
        return void (await ask({ type: 'erase/go-on', what: step.what, ...ofOne }));
      }
      case 'a browser call fails':
      case 'browser calls are well':
      case 'fault':
      case 'faults end':
      case 'wait':
        throw new Error(`"${step.do}" is not a step of the learner.`);
      default:
        return step satisfies never;
    }
  }

  return { performStep, ask };
}
