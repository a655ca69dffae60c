import type { Api, StoredMemory } from '../../dev/fake-ibl/api.ts';
import type { Device } from '../harness/fake-device.ts';
import { openStudy } from '../harness/worker-harness.ts';
import { COURSES, courseNames, same, USERS, visitIn } from './rules/campus.ts';
import { createLearner, type Learner } from './rules/perform-step.ts';
import { connectionsOf, isRefused, pendingOf, sentWrites } from './rules/read-storage.ts';
import type { Rules } from './rules/rules.ts';
import { createSchools, SCHOOLS } from './rules/schools.ts';
import type { Coverage } from './coverage-table.ts';
import { describeStep, type History, type Step } from './rules/steps.ts';
import { createRequestChecks, type BrowserModel } from './rules/check-requests.ts';

export class RuleBroken extends Error {
  override name = 'RuleBroken';
}

/** Runs a history on the real worker and the model. Throws RuleBroken, with the story so far. */
export async function run(
  api: Api,
  { chance, steps }: History,
  coverage?: Coverage,
): Promise<void> {
  const study = await openStudy(undefined, api);
  const random = Math.random;
  Math.random = () => chance;
  const broken: string[] = [];
  const story: string[] = [];
  const say = (sentence: string) => void broken.push(sentence);
  /** Whether a fault or stop may have kept a browser from learning the result of a request. */
  let disturbed = false;
  /** Whether the server may carry out a request twice. */
  let repeats = false;
  const note = (line: string) => {
    story.push(`${new Date().toISOString().slice(5, 19)}  ${line}`);
  };
  const names = await courseNames();
  const browsers = new Map<Device, BrowserModel & { learner: Learner }>();
  /** Memories that were deleted and not written since, with the school that did it (null: elsewhere). */
  const deletedMemories = new Map<string, Rules | null>();
  const keyOf = (user: number, course: number) =>
    `${USERS[user]?.org} ${USERS[user]?.username} ${COURSES[course]}`;
  const removed = (course: number, by: Rules) =>
    void deletedMemories.set(keyOf(by.state.user ?? 0, course), by);
  const ids = new Map<string, number>();
  const requestChecks = createRequestChecks(
    names,
    ids,
    (device) => browserModelOf(device),
    say,
    removed,
    note,
    coverage,
  );
  const unlisten = api.onWrite(({ org, username, catalogItemId, uniqueId, name }) => {
    ids.set(uniqueId, names.get(name) ?? -1);
    deletedMemories.delete(`${org} ${username} ${catalogItemId}`);
  });

  function browserModelOf(device: Device): BrowserModel & { learner: Learner } {
    const found = browsers.get(device);
    if (found) return found;
    const schools = createSchools(device, chance, say);
    const one = {
      device,
      schools,
      sent: [],
      learner: createLearner(study, device, schools, (unit) => requestChecks.refuse(unit)),
    };
    browsers.set(device, one);
    device.onStop = (call) => {
      note(`  the worker is stopped${call === null ? '' : ` ${call}`}`);
      disturbed = true;
      for (const rules of schools.all) rules.workerGone(Date.now());
      schools.reassignSites(Date.now());
      schools.discardPlaces(Date.now());
      for (const school of SCHOOLS) {
        const rules = schools.at(school);
        const { user } = rules.state;
        const now = connectionsOf(device)[school];
        // Another user was just connected, so the deletes of the last user are over.
        if (now && (user === null || now.username !== USERS[user]?.username)) continue;
        const all = pendingOf(device, school);
        for (const [number, pending] of rules.state.deletes) {
          const stored = all.find(({ courseKey }) => courseKey === COURSES[number]);
          if (stored) {
            pending.failed = stored.failed !== null;
            rules.checkPostponed(pending, stored, Date.now());
            // The delete was completed just before the stop.
          } else rules.completeDelete(number);
        }
      }
      requestChecks.closeAll(schools);
      coverage?.stop(call);
    };
    return one;
  }
  const rulesOf = () => [...browsers.values()].flatMap(({ schools }) => schools.all);
  study.onRequest = requestChecks.onRequest;
  study.onRest = () => {
    requestChecks.onRest(browsers.values());
    for (const rules of rulesOf()) {
      rules.settleAnswers(requestChecks.isOpen(rules));
      if (!requestChecks.isOpen(rules)) rules.state.backoffSkips.clear();
    }
  };

  const devices: Device[] = [study.first];
  const memoriesOf = (user: number, course: number): StoredMemory[] =>
    api
      .memories(USERS[user]?.org ?? '', USERS[user]?.username ?? '')
      .filter(({ name }) => names.get(name) === course);

  function checkNow(): void {
    for (const user of USERS.keys()) {
      for (const course of COURSES.keys()) {
        // Two browsers may each create one if faults hide the other's.
        const most = devices.length > 1 && disturbed ? 2 : 1;
        const isMore = memoriesOf(user, course).length > most;
        // A create that was carried out twice makes twins, until the worker finds them.
        if (isMore && !repeats) say(`course ${course} has two memories`);
      }
    }
    for (const { device, schools, learner } of browsers.values()) {
      const [course] = schools.all.flatMap((rules) => rules.waiting());
      const isOpen = schools.all.some(requestChecks.isOpen);
      const asleep = device.alarms.size === 0 && !isOpen && !learner.isUnsure();
      if (course !== undefined && asleep) say(`nothing will wake the worker for course ${course}`);
      for (const school of SCHOOLS) {
        for (const one of schools.at(school).waiting()) {
          const isHeld = !isOpen && isRefused(device, school, COURSES[one] ?? '');
          if (isHeld) say(`course ${one} is blocked though nobody rejected its place`);
        }
      }
    }
    broken.push(...api.violations);
    if (broken.length > 0) {
      throw new RuleBroken(`${[...new Set(broken)].join('\n')}\n\n${story.join('\n')}`);
    }
  }

  async function deleteElsewhere(user: number, step: Extract<Step, { do: 'deleted elsewhere' }>) {
    for (const { uniqueId, entries } of memoriesOf(user, step.course)) {
      deletedMemories.set(keyOf(user, step.course), null);
      if (step.what === 'memory') api.seed.removeMemory(uniqueId);
      else for (const entry of entries) api.seed.removeEntry(entry.uniqueId);
    }
  }

  function schoolWrites(user: number, step: Extract<Step, { do: 'the school writes' }>): void {
    const { org, username: owner } = USERS[user] ?? USERS[0];
    const lastModified = new Date(Date.now() - step.ago).toISOString().slice(0, -1);
    const courseId = COURSES[step.course] ?? '';
    api.seed.edxMemory({ org, courseId, owner, data: {}, lastModified });
  }

  async function perform(step: Step): Promise<void> {
    if (step.device === 1 && devices.length === 1) {
      const second = study.addDevice();
      devices.push(second);
      await browserModelOf(second).learner.performStep({ device: 1, do: 'connect', user: 0 });
    }
    const { learner, schools } = browserModelOf(devices[step.device] ?? study.first);
    const userFor = (course: number) => schools.of(course).state.user ?? 0;
    if (step.do === 'wait') return await study.wait(step.ms);
    if (step.do === 'fault') {
      disturbed ||= step.rule.do.kind !== 'delay';
      repeats ||= step.rule.do.kind === 'repeat';
      return void api.faults.add(step.rule);
    }
    if (step.do === 'faults end') return api.faults.clear();
    if (step.do === 'deleted elsewhere') return await deleteElsewhere(userFor(step.course), step);
    if (step.do === 'the school writes') return schoolWrites(userFor(step.course), step);
    await learner.performStep(step);
  }

  async function take(step: Step): Promise<void> {
    note(describeStep(step));
    await perform(step);
    for (const { learner } of browsers.values()) await learner.followEnds();
    await study.settle();
    checkNow();
  }

  /** Ends all faults and pauses. After that the last place of each course has to arrive. */
  async function recover(): Promise<void> {
    await take({ device: 0, do: 'faults end' });
    for (const [device] of devices.entries()) {
      const { learner, schools } = browserModelOf(devices[device] ?? study.first);
      (devices[device] ?? study.first).stopWorkerAt(null);
      for (const tab of learner.exams()) await take({ device, do: 'close a tab', tab });
      await take({ device, do: 'go online' });
      if (schools.browser.paused) await take({ device, do: 'resume' });
      for (const course of schools.browser.pauses.courses()) {
        await take({ device, do: 'resume the course', course });
      }
      for (const course of schools.browser.never.keys()) {
        await take({ device, do: 'follow again', course });
      }
      for (const { state } of schools.all) {
        const { user, connected } = state;
        if (user !== null && !connected) await take({ device, do: 'connect', user });
      }
      await take({ device, do: 'try again' });
    }
    await take({ device: 0, do: 'wait', ms: 2 * 60 * 60_000 });
  }

  function checkEnd(): void {
    repeats = false;
    for (const user of USERS.keys()) {
      const here = rulesOf().filter(({ state }) => state.user === user);
      for (const course of COURSES.keys()) {
        const by = deletedMemories.get(keyOf(user, course));
        const bound = here.filter((rules) => by === undefined || by === rules);
        const states = bound.map((rules) => rules.course(course));
        const wanted = states.flatMap(({ newest }) => newest);
        if (wanted.length === 0 || states.some(({ vague, kept }) => vague || kept)) continue;
        const texts = memoriesOf(user, course).map(({ entries }) => entries[0]?.value ?? '');
        const text = texts.join(' | ');
        const visits = texts.map(visitIn);
        const others = rulesOf().flatMap((rules) => rules.writtenForFormerUser(user));
        const fits = visits.some((visit) =>
          [...wanted, ...others].some((one) => visit && same(one, visit)),
        );
        if (!fits) {
          const units = wanted.map(({ unit, full }) => `${unit}${full ? '' : ' (uncertain)'}`);
          say(`course ${course} should be at ${units.join(' or ')}, but the entry says: ${text}`);
        }
      }
    }
    for (const { device, sent } of browsers.values()) {
      const log = sentWrites(device);
      // The log keeps the last 200 writes. Some of them were made by stopped workers.
      for (const { path, status, body } of sent.slice(-120)) {
        // A reply that broke off still had a status.
        const fits = (one: (typeof log)[number]) => status === null || one.status === status;
        if (!log.some((one) => one.path === path && one.body === body && fits(one))) {
          say(`a write to ${path} with ${status} is not in the request log`);
        }
      }
    }
    checkNow();
  }

  try {
    browserModelOf(study.first);
    await take({ device: 0, do: 'connect', user: 0 });
    for (const step of steps) await take(step);
    await recover();
    checkEnd();
  } finally {
    unlisten();
    // The stop at the end of a history is not part of it.
    for (const device of devices) device.onStop = () => undefined;
    Math.random = random;
    study.close();
  }
}
