import fc from 'fast-check';
import type { Api } from '../../../dev/fake-ibl/api.ts';
import { COURSES } from '../rules/campus.ts';
import type { Coverage } from '../coverage-table.ts';
import { openStudy } from '../../harness/worker-harness.ts';
import { checkLastPlaces, checkRequestsEnded, isAsleep } from './checks.ts';
import { createLearner } from './learner.ts';
import { createPerson } from './person.ts';
import { watchRequests } from './requests.ts';
import { serverCase, type ServerCase } from './servers.ts';
import { CALLS, steps, describeStep, type Step } from './steps.ts';

/** What happens to a learner whose server, pages and browser misbehave. */
export interface History {
  readonly serverCase: ServerCase;
  /** Replaces every random number (0 to 1), from which the waits after failures follow. */
  readonly chance: number;
  readonly steps: readonly Step[];
}

export const hostileHistory = (length: number): fc.Arbitrary<History> =>
  fc.record({ serverCase, chance: fc.constantFrom(0.1, 0.4, 0.999), steps: steps(length) });

export class PromiseBroken extends Error {
  override name = 'PromiseBroken';
}

const HOUR = 60 * 60_000;
/** Every delete and disconnect has ended after this time (ms), whatever happens. */
const END_TIME = 3 * HOUR;
/** This long (ms) after all faults ended, the last place has arrived, or the popup says why not. */
const RECOVERY_TIME = 2 * HOUR;

/** Runs a history on the real worker. Throws PromiseBroken, with the story so far, if a promise is broken. */
export async function runHostile(api: Api, history: History, coverage?: Coverage): Promise<void> {
  const study = await openStudy(undefined, api);
  const device = study.first;
  const random = Math.random;
  Math.random = () => history.chance;
  api.seed.server(history.serverCase.server);
  const broken: string[] = [];
  const story = [`server: ${JSON.stringify(history.serverCase.server)}`];
  const say = (sentence: string) => void broken.push(sentence);
  const note = (line: string) => {
    story.push(`${new Date().toISOString().slice(5, 19)}  ${line}`);
  };
  const person = createPerson();
  const learner = createLearner(study, person, say);
  study.onRequest = watchRequests(person, say, note, coverage);
  device.onStop = (call) => {
    note(`  the worker is stopped ${call ?? ''}`);
    coverage?.stop(call);
  };

  function checkNow(): void {
    if (broken.length === 0) return;
    throw new PromiseBroken(`${[...new Set(broken)].join('\n')}\n\n${story.join('\n')}`);
  }

  async function perform(step: Step): Promise<void> {
    if (step.do === 'wait') return await study.wait(step.ms);
    if (step.do === 'fault') return void api.faults.add(step.rule);
    if (step.do === 'faults end') return api.faults.clear();
    if (step.do === 'browser calls are well')
      return CALLS.forEach((call) => device.hostile(call, null));
    if (step.do !== 'a browser call fails') return await learner.performStep(step);
    coverage?.call(step.call, step.how);
    device.hostile(step.call, step.how);
  }

  async function take(step: Step): Promise<void> {
    note(describeStep(step));
    await perform(step);
    await study.settle();
    if (isAsleep(study, person)) say('a place waits, and nothing will wake the worker');
    checkNow();
  }

  /** Ends all faults. Only the variant of the server stays. */
  async function recover(): Promise<void> {
    device.stopWorkerAt(null);
    await take({ do: 'faults end' });
    await take({ do: 'browser calls are well' });
    for (const tab of device.frozen) await take({ do: 'thaw a tab', tab });
    await take({ do: 'go online' });
    await take({ do: 'wait', ms: END_TIME });
    await checkRequestsEnded(device, say);
    for (const tab of device.tabs.keys()) await take({ do: 'close a tab', tab });
    await take({ do: 'go on deleting', what: 'close' });
    await take({ do: 'resume' });
    await take({ do: 'connect', user: 0 });
    for (const course of COURSES.keys()) await take({ do: 'follow a site', course });
    await take({ do: 'try again' });
    await take({ do: 'wait', ms: RECOVERY_TIME });
  }

  async function visitLastPlaces(): Promise<void> {
    for (const course of COURSES.keys()) {
      // After everything was deleted, somebody else may have been seen first.
      await take({ do: 'see', tab: 1, course, unit: 'back' });
      await take({ do: 'confirm the account', course });
      await take({ do: 'see', tab: 1, course, unit: `last-${course}` });
      await take({ do: 'wait', ms: 10_000 });
    }
    await take({ do: 'wait', ms: RECOVERY_TIME });
    checkLastPlaces(study, history.serverCase, say);
    checkNow();
  }

  try {
    await take({ do: 'connect', user: 0 });
    // The account that is seen first on a site is the learner's.
    for (const course of COURSES.keys()) await take({ do: 'see', tab: 1, course, unit: 'first' });
    await take({ do: 'wait', ms: 6_000 });
    for (const step of history.steps) await take(step);
    await recover();
    await visitLastPlaces();
  } finally {
    device.onStop = () => undefined;
    Math.random = random;
    study.close();
  }
}
