import { newKeys } from '../keys.ts';
import { buildCourse } from '../tree.ts';

/** The sign of an exam comes long after the unit is shown. */
export const lateExam = buildCourse(
  newKeys('WaypointX', 'LATEEXAM', '2026'),
  'A Course with a Late Exam',
  [
    [
      'late',
      'Late',
      [
        [
          'late_1',
          'Later',
          [
            ['late_1_a', 'A Clock Appears Here'],
            ['late_1_b', 'No Clock Here'],
          ],
        ],
      ],
    ],
  ],
  {},
  { late_1_a: { examAfter: 3_000 } },
);

/** A proctored exam. */
export const proctored = buildCourse(
  newKeys('WaypointX', 'PROCTOR', '2026'),
  'A Course with a Proctored Exam',
  [
    [
      'watched',
      'Watched',
      [['watched_1', 'The Watched Exam', [['watched_1_a', 'Question 1']], { lock: 'proctored' }]],
    ],
  ],
);

/** A course that begins with an exam, which has no clock. */
export const entrance = buildCourse(
  newKeys('WaypointX', 'ENTRANCE', '2026'),
  'A Course with an Entrance Exam',
  [
    [
      'door',
      'Entrance Exam',
      [['door_1', 'Before You Enter', [['door_1_a', 'Entrance Question']], { entrance: true }]],
    ],
    ['room', 'Inside', [['room_1', 'Inside', [['room_1_a', 'Welcome Inside']]]]],
  ],
);
