import { expect, test } from 'vitest';
import { createLearner, IDS, placeOf } from '../../dev/fleet/learner.ts';
import { SHIPPED } from '../../dev/fleet/rules.ts';
import { createWorker } from '../../dev/fleet/worker.ts';
import { EMPTY_RECORD } from '../../lib/store/items/outbox-record.ts';
import { study, useStudy } from '../harness/use-study.ts';

/* Tests that a send costs as many requests in the simulation as in the real worker. */

const MINUTE = 60_000;
useStudy();

/** Sends one place in the simulation, whose server answers at once. Returns the steps of the send. */
function stepsOf(hasMemory: boolean, isAsked: boolean, age: number): string[] {
  const now = Date.UTC(2026, 10, 30, 12);
  const kind = { isTracked: false, isImpatient: false, isInNetwork: false, hasMemory };
  const learner = createLearner(0, kind);
  const edxMemory = isAsked ? { tracks: false, at: now, modified: null, unit: null } : null;
  const at = now - age;
  const context = { tabId: 1, at, now: at, health: learner.health, named: true };
  learner.record = SHIPPED.arrive(
    { ...EMPTY_RECORD, edxMemory, ids: hasMemory ? IDS : null },
    placeOf(1),
    context,
  );
  Object.assign(learner, { isOpen: true, unit: 1 });
  const steps: string[] = [];
  const worker = createWorker({
    rules: SHIPPED,
    ask({ step }) {
      steps.push(step);
      return { at: now, fault: null, isDone: true };
    },
    wake: () => undefined,
    answer: () => undefined,
    settled: () => undefined,
  });
  worker.run(learner, now);
  for (let i = 0; i < 10; i += 1) worker.takeAnswer(learner, now);
  expect(learner.saved).toBe(1);
  return steps;
}

const asked = () => study.api.log.filter(({ path }) => path.includes('memor')).length;

test('a first place, a later one, and one that waited long', async () => {
  await study.connect();
  const counts: number[] = [];
  let before = asked();
  const count = () => {
    counts.push(asked() - before);
    before = asked();
  };
  await study.seeUnit('a');
  await study.wait(10_000);
  count();
  await study.seeUnit('b');
  await study.wait(10_000);
  count();
  study.setOnline(false);
  await study.seeUnit('c');
  await study.wait(12 * MINUTE);
  before = asked();
  study.setOnline(true);
  await study.ask({ type: 'now/look' });
  await study.wait(10_000);
  count();

  const simulated = [
    stepsOf(false, false, MINUTE),
    stepsOf(true, true, MINUTE),
    stepsOf(true, true, 12 * MINUTE),
  ];
  expect(simulated).toEqual([
    ['school', 'name', 'list', 'create', 'confirm'],
    ['write'],
    ['read', 'write'],
  ]);
  expect(counts).toEqual(simulated.map(({ length }) => length));
});
