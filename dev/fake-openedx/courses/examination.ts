import { newKeys } from '../keys.ts';
import { buildCourse } from '../tree.ts';

/** A short course with a timed exam, for testing exams without the other courses. */
export const examination = buildCourse(
  newKeys('WaypointX', 'EXAM', '2026'),
  'A Course with an Exam',
  [
    [
      'main',
      'Everything',
      [
        [
          'before',
          'Before the Exam',
          [
            ['before_1', 'What to Expect'],
            ['before_2', 'A Last Look'],
          ],
        ],
        [
          'exam',
          'The Exam',
          [
            ['exam_1', 'Question 1', 'Describe what you have learned in two sentences.'],
            ['exam_2', 'Question 2', 'Now in one.'],
          ],
          { examMinutes: 10 },
        ],
        ['after', 'After the Exam', [['after_1', 'Looking Back']]],
      ],
    ],
  ],
);
