import { coachKeys, newKeys } from '../keys.ts';
import { buildCourse } from '../tree.ts';

/** A coach's own run of the demonstration course. */
export const coached = buildCourse(
  coachKeys('edX', 'DemoX', 'Demo_Course', 1),
  'Demonstration Course, with a coach',
  [
    [
      'coach_week',
      'Your Coach’s Week',
      [['coach_talk', 'A First Talk', [['coach_hello', 'Hello from Your Coach']]]],
    ],
  ],
);

/** A course whose page title comes long after the unit. */
export const lateTitles = buildCourse(
  newKeys('WaypointX', 'LATE', '2026'),
  'A Course with Late Titles',
  [
    [
      'slow',
      'Slow',
      [
        ['slow_1', 'Slowly', [['slow_1_a', 'Tortoise']]],
        ['slow_2', 'More Slowly', [['slow_2_a', 'Snail']]],
      ],
    ],
  ],
  { titleAfter: 1_500 },
);

/** A course with a unit that fails and a subsection without units. */
export const broken = buildCourse(
  newKeys('WaypointX', 'BROKEN', '2026'),
  'A Course with Cracks',
  [
    [
      'cracks',
      'Cracks',
      [
        [
          'cracks_1',
          'Cracked',
          [
            ['whole', 'A Whole Unit'],
            ['failed', 'A Unit That Fails'],
          ],
        ],
        ['hollow', 'An Empty Subsection', []],
      ],
    ],
  ],
  {},
  { failed: { fails: true } },
);

/** A course whose author gave its unit no name. */
export const nameless = buildCourse(
  newKeys('WaypointX', 'NAMELESS', '2026'),
  'A Course with a Unit without a Name',
  [['no', 'No', [['no_1', 'No Name', [['no_1_a', '']]]]]],
);

/** A course with subsections that a learner cannot do yet, or can no longer do. */
export const locked = buildCourse(newKeys('WaypointX', 'LOCKED', '2026'), 'A Course with Locks', [
  [
    'locks',
    'Locks',
    [
      ['gate', 'Behind a Gate', [['gate_1', 'After the Gate']], { lock: 'gated' }],
      ['honor', 'On Your Honor', [['honor_1', 'Promise First']], { lock: 'honor-code' }],
      ['past', 'Past and Gone', [['past_1', 'Too Late']], { lock: 'hidden-after-due' }],
      ['busy', 'Behind a Busy Gate', [['busy_1', 'After That']], { lock: 'gated', busy: true }],
      ['exam', 'A Failed Exam', [['exam_1', 'Question 1']], { lock: 'failed-exam' }],
    ],
  ],
]);

/** A course whose pages crash before they show anything. */
export const crashing = buildCourse(
  newKeys('WaypointX', 'CRASH', '2026'),
  'A Course That Breaks the Page',
  [['boom', 'Boom', [['boom_1', 'Boom', [['boom_1_a', 'Boom']]]]]],
  { crashes: true },
);

/** A course that turns away every learner. */
export const closed = buildCourse(
  newKeys('WaypointX', 'CLOSED', '2026'),
  'A Course for Others',
  [['in', 'Inside', [['in_1', 'Inside', [['in_1_a', 'Inside']]]]]],
  { denied: true },
);
