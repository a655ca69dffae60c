import * as the from './assumptions.ts';
import { createLearner, placeOf, type Learner } from './learner.ts';
import type { Rules } from './rules.ts';
import { MIDNIGHT, type Scenario } from './scenarios.ts';

/** A course whose memory the learner's browser knows may have been asked about today already. */
const ASKED = { tracks: false, modified: null, unit: null };

interface Context {
  readonly random: () => number;
  readonly at: (time: number, kind: 'session', learner: Learner) => void;
  readonly rules: Rules;
}

/**
 * Returns the learners, and queues their sessions. A session that begins outside of the scenario's
 * hours is left out.
 */
export function createPopulation(
  { from, to, isClass, network }: Scenario,
  fleet: { readonly learners: number },
  { random, at, rules }: Context,
): Learner[] {
  return Array.from({ length: fleet.learners }, (_, index) => {
    const learner = createLearner(index, {
      isTracked: random() < the.TRACKED,
      isImpatient: random() < the.IMPATIENT,
      isInNetwork: network !== null && random() < the.IN_NETWORK,
      hasMemory: random() >= the.NEW,
    });
    for (const start of the.sessionsOfDay(random)) {
      const time = MIDNIGHT + start;
      if (time >= from && time < to) at(time, 'session', learner);
      else if (time < from && !learner.isTracked && learner.hasMemory) {
        learner.record = { ...learner.record, edxMemory: { ...ASKED, at: time } };
      }
    }
    if (isClass && random() < the.IN_CLASS) {
      if (random() < the.WAITS_SINCE_EVENING) waitsSinceEvening(learner, rules);
      at(MIDNIGHT + the.startsForClass(random), 'session', learner);
    }
    return learner;
  });
}

/** Gives a learner a place that the browser could not send the evening before. */
function waitsSinceEvening(learner: Learner, rules: Rules): void {
  const now = MIDNIGHT - 2 * the.HOUR;
  learner.unit = 1;
  const context = { tabId: 1, at: now, now, health: learner.health, named: true };
  learner.record = rules.arrive(learner.record, placeOf(1), context);
}
