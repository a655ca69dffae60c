import { newKeys } from '../keys.ts';
import { buildCourse } from '../tree.ts';

const LONG = `A ${'very, '.repeat(60)}very long title that no sidebar, popup or memory should break on`;

/** Names as real courses have them, which programs often handle wrongly. */
export const unusual = buildCourse(
  newKeys('WaypointX', 'Odd.Names~1', '2026_T1'),
  'Titles | <b>bold</b> & "quoted" 🧭',
  [
    [
      'pipes',
      'Pipes | and more | pipes',
      [
        [
          'pipes_1',
          'Reading | Writing',
          [
            ['pipes_1_a', 'A | B | C | D'],
            ['pipes_1_b', '<b>Not bold</b> <script>alert(1)</script>'],
            ['pipes_1_c', 'Ampersand &amp; "quotes" \'single\' `ticks`'],
          ],
        ],
        [
          'emoji_1',
          '🎓 Emoji 👩‍🔬 in names',
          [
            ['emoji_1_a', '🚀 Lift-off'],
            ['emoji_1_b', 'Flags 🇧🇷 and families 👨‍👩‍👧‍👦'],
          ],
        ],
      ],
    ],
    [
      'arabic',
      'مقدمة في علم الفلك',
      [
        [
          'arabic_1',
          'الوحدة الأولى',
          [
            ['arabic_1_a', 'ما هو النجم؟', 'النجم كرة ضخمة من الغاز الساخن تضيء من ذاتها.'],
            ['arabic_1_b', 'حركة الكواكب', 'تدور الكواكب حول الشمس في مدارات شبه دائرية.'],
          ],
        ],
      ],
    ],
    [
      'long',
      'Long names',
      [
        [
          'long_1',
          LONG,
          [
            ['long_1_a', LONG],
            ['name:12.33-44', '   Spaces   around   and    between   '],
          ],
        ],
      ],
    ],
  ],
);
