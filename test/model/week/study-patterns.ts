import type { Visit } from '../rules/campus.ts';

/* Four ways to study for a week. Each is a list of moments, in ms since its start. */

export type Moment = { readonly at: number } & (
  | { readonly see: Visit; readonly tab: number }
  | { readonly online: boolean }
);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Returns a generator of numbers from 0 to 1, the same for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A page reports its unit at once, and a moment later all titles. */
function* arrival(at: number, course: number, unit: number, tab = 1): Generator<Moment> {
  const name = `u${unit}`;
  yield { at, tab, see: { course, unit: name, full: false } };
  yield { at: at + 300, tab, see: { course, unit: name, full: true } };
}

/** Returns when each study day begins. A week has five. */
const evenings = (days: number) =>
  Array.from({ length: days }, (_, day) => day)
    .filter((day) => day % 7 < 5)
    .map((day) => day * DAY + 18 * HOUR);

export const STUDY_PATTERNS = {
  /** Reads each unit for some minutes, and sometimes returns to the previous one. */
  *'steady reader'(days: number): Generator<Moment> {
    const roll = seededRandom(1);
    let unit = 0;
    for (const start of evenings(days)) {
      for (let at = start; at < start + 90 * MINUTE; at += (2 + roll() * 6) * MINUTE) {
        const back = roll() < 0.2 && unit > 0;
        yield* arrival(at, 0, back ? unit - 1 : (unit += 1));
      }
    }
  },
  /** Opens a unit every few seconds to find something, then stays. */
  *'fast pager'(days: number): Generator<Moment> {
    const roll = seededRandom(2);
    let unit = 0;
    for (const start of evenings(days)) {
      for (let at = start; at < start + 60 * MINUTE; at += (3 + roll() * 9) * MINUTE) {
        for (let pages = 5 + Math.floor(roll() * 20); pages > 0; pages -= 1) {
          yield* arrival(at, 1, (unit += roll() < 0.3 ? -1 : 1));
          at += (1 + roll() * 3) * SECOND;
        }
      }
    }
  },
  /** Has three courses open, switches between them to find something, then continues in one. */
  *'many tabs'(days: number): Generator<Moment> {
    const roll = seededRandom(3);
    const units: [number, number, number] = [0, 0, 0];
    for (const start of evenings(days)) {
      for (let at = start; at < start + 75 * MINUTE; at += (1 + roll() * 4) * MINUTE) {
        let course: 0 | 1 | 2 = 0;
        for (let flips = 3 + Math.floor(roll() * 6); flips > 0; flips -= 1) {
          course = roll() < 1 / 3 ? 0 : roll() < 1 / 2 ? 1 : 2;
          // A page that is open already reports all titles at once.
          yield { at, tab: course + 1, see: { course, unit: `u${units[course]}`, full: true } };
          at += (1 + roll() * 4) * SECOND;
        }
        units[course] += 1;
        yield* arrival(at, course, units[course], course + 1);
      }
    }
  },
  /** Studies on the way to work, with a network that breaks off and returns. */
  *'on a train'(days: number): Generator<Moment> {
    const roll = seededRandom(4);
    let unit = 0;
    for (const start of evenings(days)) {
      let online = true;
      for (let at = start; at < start + 50 * MINUTE; at += (20 + roll() * 100) * SECOND) {
        if (roll() < 0.4) yield { at: at - 1, online: (online = !online) };
        yield* arrival(at, 0, (unit += 1));
      }
      yield { at: start + 55 * MINUTE, online: true };
    }
  },
} as const;
export type StudyPattern = keyof typeof STUDY_PATTERNS;
