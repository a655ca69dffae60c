import { newKeys } from '../keys.ts';
import { buildCourse } from '../tree.ts';

const NUMBERS = [
  'T01',
  'T02',
  'T03',
  'T04',
  'T05',
  'T06',
  'T07',
  'T08',
  'T09',
  'T10',
  'T11',
  'T12',
  'T13',
  'T14',
  'T15',
  'T16',
  'T17',
  'T18',
];

/**
 * Courses that differ only in their number, so that several tests can each use their own. Each has
 * two sections of two subsections of three units.
 */
export const plainCourses = NUMBERS.map((number) =>
  buildCourse(
    newKeys('WaypointX', number, '2026'),
    `Course ${number}`,
    [1, 2].map((s) => [
      `chapter${s}`,
      `Section ${s}`,
      [1, 2].map((q) => [
        `sequential${s}${q}`,
        `Subsection ${s}.${q}`,
        [1, 2, 3].map((u) => [`vertical${s}${q}${u}`, `${number} Unit ${s}.${q}.${u}`] as const),
      ]),
    ]),
  ),
);
