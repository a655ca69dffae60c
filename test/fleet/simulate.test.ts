import { describe, expect, test } from 'vitest';
import { missedBy } from '../../dev/fleet/report.ts';
import { SHIPPED, type Rules } from '../../dev/fleet/rules.ts';
import { SCENARIOS } from '../../dev/fleet/scenarios.ts';
import { simulate, type Fleet } from '../../dev/fleet/simulate.ts';

/* Tests that the simulation repeats itself, loses nothing, and shows what a bad rule does. */

const FEW: Fleet = { learners: 200, seed: 7, capacity: 5 };
/** Enough learners for a wave to stand out from chance. */
const MANY: Fleet = { learners: 4_000, seed: 7, capacity: 20 };

function scenario(name: string) {
  const found = SCENARIOS.find((one) => one.name === name);
  if (!found) throw new Error(`There is no scenario ${name}.`);
  return found;
}

test.each(SCENARIOS)('200 learners lose nothing: $title', (one) => {
  const { lost, waiting, total } = simulate(one, FEW);
  expect({ lost, waiting }).toEqual({ lost: 0, waiting: 0 });
  expect(total).toBeGreaterThan(200);
});

test('the same seed gives the same run, and another seed another one', () => {
  const of = (seed: number) => simulate(scenario('outage'), { ...FEW, seed });
  expect(of(1)).toEqual(of(1));
  expect(of(1).total).not.toBe(of(2).total);
});

describe('a bad rule', () => {
  const ordinary = simulate(scenario('ordinary'), { ...MANY, capacity: Infinity }).peak;
  const missed = (name: string, rules: Rules) => {
    const measured = simulate(scenario(name), MANY, rules);
    return missedBy({ learners: MANY.learners, scenario: scenario(name), ordinary, measured });
  };

  test('that sends everything at the end of a Retry-After makes a wave', () => {
    const atOnce: Rules = {
      ...SHIPPED,
      heldBack: (health, wait, now) => ({ ...health, notBefore: now + wait }),
    };
    expect(missed('storm-date', atOnce)).toContain('peak');
  });

  test('that retries at full quarters of an hour makes a wave', () => {
    const QUARTER = 15 * 60_000;
    const atQuarters: Rules = {
      ...SHIPPED,
      beforeTry(record, text, now) {
        const notBefore = Math.ceil((now + 1) / QUARTER) * QUARTER;
        return { ...SHIPPED.beforeTry(record, text, now), notBefore };
      },
    };
    expect(missed('outage', atQuarters)).toContain('peak');
  });

  test('that forgets a place after a failure loses places', () => {
    const forgetful: Rules = {
      ...SHIPPED,
      failed: (record, fault, seq) => SHIPPED.clear(SHIPPED.failed(record, fault, seq), seq),
    };
    expect(missed('outage', forgetful).join()).toContain('lost');
  });
});
