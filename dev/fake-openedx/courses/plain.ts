import { newKeys } from '../keys.ts';
import { buildCourse } from '../tree.ts';

const NUMBERS = Array.from({ length: 36 }, (_, i) => `T${String(i + 1).padStart(2, '0')}`);

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
