import { newKeys } from '../keys.ts';
import { buildCourse, type Release } from '../tree.ts';

/** Returns a small course that is shown as a release of the Learning MFE showed it. */
function asIn(release: Release, number: string, title: string) {
  return buildCourse(
    newKeys('WaypointX', number, '2026'),
    title,
    [
      [
        'harbour',
        'The Harbour',
        [
          [
            'ropes',
            'Ropes and Knots',
            [
              ['bowline', 'The Bowline', 'A loop that holds and can still be undone.'],
              ['hitch', 'Two Half Hitches', 'Around the post, and twice around itself.'],
            ],
          ],
          ['tides', 'Tides', [['ebb', 'Ebb and Flow', 'Read the table before you cast off.']]],
        ],
      ],
      [
        'sea',
        'The Open Sea',
        [['stars', 'Stars', [['polaris', 'Finding North', 'Five times the pointer’s length.']]]],
      ],
    ],
    { release },
  );
}

export const juniper = asIn('juniper', 'R2020', 'Seamanship, as of 2020 (Juniper)');
export const maple = asIn('maple', 'R2022', 'Seamanship, as of 2022 (Maple)');
export const quince = asIn('quince', 'R2023', 'Seamanship, as of 2023 (Quince)');
export const teak = asIn('teak', 'R2025', 'Seamanship, as of 2025 (Teak)');

export const releases = [juniper, maple, quince, teak];
