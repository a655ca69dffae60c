import { waitingIn } from '../../lib/store/items/outbox-record.ts';
import * as the from './assumptions.ts';
import { createEventQueue } from './event-queue.ts';
import { placeOf, type Learner } from './learner.ts';
import { createMeter, type Measured } from './meter.ts';
import { createPopulation } from './population.ts';
import { createRandom, withSeed } from './random.ts';
import { SHIPPED, type Rules } from './rules.ts';
import type { Scenario } from './scenarios.ts';
import { createServer, NO_NETWORK } from './server.ts';
import { createWorker } from './worker.ts';

/** The kinds of events. `start`: a browser starts, and nobody studies in it yet. */
export const KINDS = ['session', 'unit', 'wake', 'answer', 'press', 'close', 'start'] as const;
export type Kind = (typeof KINDS)[number];

export interface Fleet {
  readonly learners: number;
  readonly seed: number;
  /** What the server can serve at full speed (requests a second). */
  readonly capacity: number;
}

/** Runs a scenario until nothing is left to happen, and returns what was measured. */
export const simulate = (scenario: Scenario, fleet: Fleet, rules: Rules = SHIPPED): Measured =>
  withSeed(fleet.seed, () => run(scenario, fleet, rules));

function run(scenario: Scenario, fleet: Fleet, rules: Rules): Measured {
  const random = createRandom(fleet.seed + 1);
  const { troubles, network, ends } = scenario;
  const queue = createEventQueue();
  const at = (time: number, kind: Kind, { index }: Pick<Learner, 'index'>): void =>
    queue.push(time, index * KINDS.length + KINDS.indexOf(kind));
  const learners = createPopulation(scenario, fleet, { random, at, rules });
  const meter = createMeter(learners, ends);
  const server = createServer({ capacity: fleet.capacity, troubles }, rules, random);
  const isCut = (now: number): boolean =>
    network !== null && now >= network.from && now < network.to;
  const worker = createWorker({
    rules,
    ask(learner, now) {
      meter.asked(now);
      if (!learner.isInNetwork || !isCut(now)) return server(now);
      return { at: now + the.LATENCY[0], fault: NO_NETWORK, isDone: false };
    },
    wake: (learner, time) => at(time, 'wake', learner),
    answer(learner, time) {
      at(time, 'answer', learner);
      if (learner.fault && learner.isImpatient && !learner.isPressing) {
        learner.isPressing = true;
        at(time + the.MINUTE * random(), 'press', learner);
      }
    },
    settled: (learner, seq, now) => meter.settled(learner, seq, now),
  });

  const handle: Record<Kind, (learner: Learner, now: number) => void> = {
    session(learner, now) {
      if (learner.isStudying) return;
      Object.assign(learner, { isOpen: true, isStudying: true });
      learner.unitsLeft = the.unitsOfSession(random);
      at(now + 5 * the.SECOND + 20 * the.SECOND * random(), 'unit', learner);
      worker.run(learner, now);
    },
    unit(learner, now) {
      if (learner.unitsLeft === 0) {
        learner.isStudying = false;
        if (random() < the.CLOSES) at(now + the.CLOSES_WITHIN * random(), 'close', learner);
        return;
      }
      learner.unitsLeft -= 1;
      learner.unit += 1;
      const { record, health, unit } = learner;
      const context = { tabId: 1, at: now, now, health, named: true };
      learner.record = rules.arrive(record, placeOf(unit), context);
      at(now + the.timeInUnit(random), 'unit', learner);
      worker.run(learner, now);
    },
    wake(learner, now) {
      if (learner.wakesAt !== now) return;
      learner.wakesAt = Infinity;
      worker.run(learner, now);
    },
    answer: worker.takeAnswer,
    press(learner, now) {
      const isWorried = waitingIn(learner.record) !== null && learner.record.lastError !== null;
      if (!learner.isStudying || !isWorried) {
        learner.isPressing = false;
        return;
      }
      at(now + the.MINUTE, 'press', learner);
      learner.health = rules.overrule(learner.health, now);
      learner.record = rules.stepOfTryAgain(learner.health, now)(learner.record);
      worker.run(learner, now, true);
    },
    close(learner, now) {
      if (learner.isStudying) return;
      // A request under way is lost with the worker. The record says that it was tried.
      Object.assign(learner, { isOpen: false, step: 'none', sending: null, wakesAt: Infinity });
      if (!waitingIn(learner.record)) return;
      learner.wasClosed = true;
      const midnight = Math.ceil(now / the.DAY) * the.DAY;
      at(midnight + the.startsForClass(random), 'start', learner);
    },
    start(learner, now) {
      learner.isOpen = true;
      worker.run(learner, now);
    },
  };

  while (queue.pop()) {
    const event = queue.event();
    const now = queue.time();
    const learner = learners[Math.floor(event / KINDS.length)];
    const kind = KINDS[event % KINDS.length];
    if (!learner || !kind) throw new Error(`There is no event ${event}.`);
    if (meter.passes(now)) {
      for (const one of learners) if (one.isInNetwork && network) worker.run(one, ends, true);
    }
    handle[kind](learner, now);
  }
  return meter.end();
}
