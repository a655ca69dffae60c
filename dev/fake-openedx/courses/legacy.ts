import { newKeys, oldKeys } from '../keys.ts';
import { buildCourse, type SectionSketch } from '../tree.ts';

const SECTIONS: readonly SectionSketch[] = [
  [
    'week_1',
    'Week 1: Cells',
    [
      [
        'inside_a_cell',
        'Inside a Cell',
        [
          ['membrane', 'The Membrane', 'A wall that chooses what may pass.'],
          ['nucleus', 'The Nucleus', 'Where the plans are kept.'],
          ['ribosome', 'The Ribosome', 'Where the plans are carried out.'],
        ],
      ],
      ['cell_talk', 'How Cells Talk', [['signals', 'Signals | and Answers']]],
    ],
  ],
  ['week_2', 'Week 2: Tissue', [['skin', 'Skin', [['layers', 'Three Layers']]]]],
];

/** Courses that the LMS shows itself, as before 2022. */
export const legacyCourse = buildCourse(
  newKeys('WaypointX', 'BIO101', '2019'),
  'Biology, the Old Way',
  SECTIONS,
);
export const oldestCourse = buildCourse(
  oldKeys('WaypointX', 'BIO100', '2013_Fall'),
  'Biology, the Oldest Way',
  SECTIONS,
);
