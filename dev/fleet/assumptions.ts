import { around } from './random.ts';

/* What the simulation assumes of learners and servers. docs/scale.md lists the same numbers. */

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How many sessions begin in each hour of the day, in parts of the whole. One time zone. */
const SESSIONS_AT = [
  1, 0.5, 0.3, 0.2, 0.3, 0.6, 1.5, 3, 5, 6.5, 6.5, 6, 5, 5.5, 6, 6, 6, 6.5, 7, 8, 8, 6, 3.5, 2,
];
const ALL_SESSIONS = SESSIONS_AT.reduce((sum, one) => sum + one, 0);

/** Part of the learners who study twice a day. */
const STUDIES_TWICE = 0.4;
/** A session has at least one unit, and then each further one with this chance. */
const GOES_ON = 0.875;
const MOST_UNITS = 60;
/** Part of the units that a learner only passes on the way to another. */
const PASSES = 0.15;
/** A unit takes this long at the middle (ms); one in six takes more than 2.2 times as long. */
const UNIT_TIME = 150 * SECOND;
const UNIT_SPREAD = 0.8;

/** Part of the learners who close the browser after a session. What still waits then is late. */
export const CLOSES = 0.3;
/** How long after the session they do so, at most (ms). */
export const CLOSES_WITHIN = 2 * MINUTE;
/** Part of the learners whose course has no memory yet. */
export const NEW = 0.03;
/** Part of the learners whose school tracks the place itself. */
export const TRACKED = 0.1;
/** Part of the learners who press Try again once a minute while their place is not saved. */
export const IMPATIENT = 0.02;
/** Part of the learners who have a class at nine, in the scenario of a class. */
export const IN_CLASS = 0.1;
/** Part of the class whose browser has a place that waits since the evening before. */
export const WAITS_SINCE_EVENING = 0.1;
/** Part of the learners in the network that fails, in the scenario of a network. */
export const IN_NETWORK = 0.1;

/** What a server can serve, as a multiple of the ordinary peak. */
export const CAPACITY = 2;
/** It queues as many requests as it serves in this time at full speed (ms), and refuses more. */
export const QUEUE = 5 * SECOND;
/** How long an answer takes besides (ms): at least, and at random on top. */
export const LATENCY = [100, 200] as const;

export const unitsOfSession = (random: () => number): number =>
  Math.min(MOST_UNITS, 1 + Math.floor(Math.log(1 - random()) / Math.log(GOES_ON)));

/** Returns how long the learner stays in a unit (ms). */
export function timeInUnit(random: () => number): number {
  if (random() < PASSES) return SECOND + 3 * SECOND * random();
  return UNIT_TIME * Math.exp(UNIT_SPREAD * around(random));
}

/** Returns when the sessions of a learner's day begin (ms after midnight), earliest first. */
export function sessionsOfDay(random: () => number): number[] {
  const first = sessionStart(random);
  if (random() >= STUDIES_TWICE) return [first];
  return [first, sessionStart(random)].toSorted((a, b) => a - b);
}

function sessionStart(random: () => number): number {
  let left = random() * ALL_SESSIONS;
  for (const [hour, part] of SESSIONS_AT.entries()) {
    if (left < part) return (hour + left / part) * HOUR;
    left -= part;
  }
  return DAY - 1;
}

/** Returns when a browser starts for a lesson at nine (ms after midnight). */
export const startsForClass = (random: () => number): number =>
  9 * HOUR + 2.5 * MINUTE * around(random);
