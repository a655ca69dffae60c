import type { Place } from '../../lib/edx/place.ts';
import type { Fault } from '../../lib/ibl/client/types.ts';
import type { Health } from '../../lib/store/items/connections.ts';
import { EMPTY_RECORD, type CourseRecord } from '../../lib/store/items/outbox-record.ts';

/* One learner with one browser, one school and one course, and what the server has of them. */

/** The request that a send makes now. `none`: nothing is under way. */
export type Step = 'none' | 'school' | 'read' | 'write' | 'name' | 'list' | 'create' | 'confirm';

export interface Learner {
  readonly index: number;
  /** Whether the school's own server tracks the places. */
  readonly isTracked: boolean;
  /** Whether the learner presses Try again while a place is not saved. */
  readonly isImpatient: boolean;
  /** Whether the learner is in the network that fails. */
  readonly isInNetwork: boolean;
  record: CourseRecord;
  health: Health;
  isOpen: boolean;
  isStudying: boolean;
  /** Whether a press of Try again is to come. */
  isPressing: boolean;
  unitsLeft: number;
  /** Number of the unit that the learner opened last; 0 before the first. */
  unit: number;
  /** When the worker wakes next (ms); Infinity if nothing wakes it. */
  wakesAt: number;
  step: Step;
  /** The place under way: its number in the record, and its unit. */
  sending: { readonly seq: number; readonly unit: number; readonly isLate: boolean } | null;
  /** When the answer to the request under way comes (ms), and what it is. */
  answersAt: number;
  fault: Fault | null;
  /** The unit that the server has; 0 if it has no memory of the course. */
  saved: number;
  hasMemory: boolean;
  /** Number of the place that waited when the trouble ended; 0 if none did. */
  owed: number;
  /** Whether the browser was closed while that place waited. */
  wasClosed: boolean;
}

export const COURSE = 'course-v1:Example+Fleet+2026';
export const IDS = {
  memory: '00000000-0000-4000-8000-000000000001',
  entry: '00000000-0000-4000-8000-000000000002',
};
const HEALTHY: Health = { stop: null, lastCourse: null, notBefore: 0, overruled: 0 };

export const createLearner = (
  index: number,
  kind: Pick<Learner, 'isTracked' | 'isImpatient' | 'isInNetwork' | 'hasMemory'>,
): Learner => ({
  index,
  ...kind,
  record: kind.hasMemory ? { ...EMPTY_RECORD, ids: IDS } : EMPTY_RECORD,
  health: HEALTHY,
  isOpen: false,
  isStudying: false,
  isPressing: false,
  unitsLeft: 0,
  unit: 0,
  wakesAt: Infinity,
  step: 'none',
  sending: null,
  answersAt: 0,
  fault: null,
  saved: 0,
  owed: 0,
  wasClosed: false,
});

/** No learner comes back to a unit, so this many different ones are enough. */
const UNITS = 64;
const UNITS_OF_SUBSECTION = 4;

const block = (type: string, number: number): string =>
  `block-v1:Example+Fleet+2026+type@${type}+block@${number}`;

const PLACES: readonly Place[] = Array.from({ length: UNITS }, (_, number) => ({
  site: 'https://learning.example.org',
  view: 'unit',
  courseKey: COURSE,
  unitTitle: `Unit ${number}`,
  subsectionKey: block('sequential', Math.floor(number / UNITS_OF_SUBSECTION)),
  unitKey: block('vertical', number),
  url: `https://learning.example.org/course/${COURSE}/${number}`,
  seenAt: '2026-11-30T09:00:00.000Z',
}));

/** Returns the place of a learner's n-th unit. All learners share these, to save memory. */
export function placeOf(unit: number): Place {
  const place = PLACES[unit % UNITS];
  if (!place) throw new Error(`There is no unit ${unit}.`);
  return place;
}

/**
 * Returns the text that stands for a unit's entry. The rules only compare texts of different units,
 * so the simulation does not make the real ones.
 */
export const textOf = (unit: number): string => PLACES[unit % UNITS]?.unitKey ?? '';
