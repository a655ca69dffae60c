import { newKeys } from '../keys.ts';
import { buildCourse } from '../tree.ts';

/** Modelled on the demonstration course that comes with Open edX. The texts are our own. */
export const demonstration = buildCourse(
  newKeys('edX', 'DemoX', 'Demo_Course'),
  'Demonstration Course',
  [
    [
      'd8a6192ade314473a78242dfeedfbf5b',
      'Introduction',
      [
        [
          'edx_introduction',
          'Demo Course Overview',
          [
            [
              'vertical_0270f6de40fc',
              'Introduction: Video and Sequences',
              'A course is a row of short units. Each unit is one page: a video, a text, a question, or a little of each.',
              'Units are kept together in a subsection, and subsections in a section. The list on the left shows where you are.',
              'Press Next at the bottom of this page to see the next unit. The page stays; only the unit changes.',
            ],
            [
              'vertical_3dc16db8d14842e38324e95d4030b8a0',
              'Getting Started',
              'Before you begin, find out how much time you have this week. Twenty quiet minutes are better than two loud hours.',
              'Write down one thing you want to be able to do at the end of the course. Your mentor may ask you about it.',
            ],
            [
              'vertical_4a1bba2a403f40bca5ec245e945b0d76',
              'How a Unit Is Built',
              'The text you are reading comes from the course server. It sits in a frame of its own inside the page around it.',
              'That is why a page may look finished while the unit is still being fetched.',
            ],
          ],
        ],
      ],
    ],
    [
      'interactive_demonstrations',
      'Example Week 1: Getting Interactive',
      [
        [
          '19a30717eff543078a5d94ae9d6c18a5',
          'Lesson 1 - Getting Started',
          [
            [
              '867dddb6f55d410caaa9c1eb9c6743ec',
              'Getting Started',
              'This unit has the same name as an earlier one. Names repeat in real courses; keys never do.',
              'If you lose your place, the address of the page always says exactly where you are.',
            ],
            [
              '4f6c1b4e316a419ab5b6bf30e6c708e9',
              'Working with Videos',
              'Watch once without stopping. Then watch again and stop wherever you would explain it differently.',
            ],
            [
              '3dc16db8d14842e38324e95d4030b8a1',
              'Videos on edX',
              'Captions help even when you hear well: reading along doubles what stays.',
            ],
          ],
        ],
        [
          'basic_questions',
          'Homework - Question Styles',
          [
            [
              '2152d4a4aadc4cb0af5256394a3d1fc7',
              'Pointing on a Picture',
              'Some questions are answered by pointing. Look at the whole picture before you choose a part of it.',
            ],
            [
              '47dbd5f836544e61877a483c0b75606c',
              'Drag and Drop',
              'Sort the things you are sure of first. What is left is usually a much smaller question.',
            ],
            [
              '54bb9b142c6c4c22afc62bcb628f0e68',
              'Multiple Choice Questions',
              'Answer in your head before you read the choices. Then look for your answer among them.',
            ],
          ],
        ],
      ],
    ],
    [
      'graded_interactions',
      'Example Week 2: Get Interactive',
      [
        [
          'simulations',
          "Lesson 2 - Let's Get Interactive!",
          [
            [
              'd0d804e8863c4a95a659c04d8a2b2bc0',
              "Let's Get Interactive!",
              'Change one thing at a time and guess what will happen before you look.',
            ],
            [
              'vertical_2dbb0072785e',
              'An Interactive Reference Table',
              'A table you can ask is worth ten that you can only read.',
            ],
          ],
        ],
        [
          'graded_simulations',
          'Homework - Labs and Demos',
          [
            [
              '256f17a44983429fb1a60802203ee4e0',
              'Molecule Editor',
              'Build the smallest thing that could be right, then test it.',
            ],
            [
              'vertical_bd361c197342',
              'Code Grader',
              'A failing test is a question with a very short answer. Read it aloud.',
            ],
          ],
        ],
      ],
    ],
    [
      '1414ffd5143b4b508f739b563ab468b7',
      'About Exams and Certificates',
      [
        [
          'workflow',
          'edX Exams',
          [
            [
              '36e0beb03f0a4713b7de3f98b1d8a94c',
              'EdX Exams',
              'What follows is a timed exam. It starts only when you say so, and a clock runs on every page of the course until you end it.',
            ],
          ],
        ],
        [
          'timed_exam',
          'Timed Exam',
          [
            ['timed_exam_1', 'Exam Question 1', 'Name three things a good question has in common.'],
            ['timed_exam_2', 'Exam Question 2', 'Explain one of them to someone who was not here.'],
          ],
          { examMinutes: 30 },
        ],
        [
          'certificates',
          'Getting Your Certificate',
          [
            [
              'certificates_1',
              'Your Certificate',
              'You have reached the end. Come back to any unit whenever you like.',
            ],
          ],
        ],
      ],
    ],
  ],
);
