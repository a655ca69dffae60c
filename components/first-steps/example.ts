import type { Place } from '../../lib/edx/place.ts';
import { entryText } from '../../lib/domain/entry-text.ts';

const COURSE = 'edX+DemoX+Demo_Course';
const BLOCK = `block-v1:${COURSE}+type`;

/** A place such as Waypoint makes for every unit. */
const EXAMPLE: Place = {
  site: 'https://learning.edx.org',
  view: 'unit',
  courseKey: `course-v1:${COURSE}`,
  courseTitle: 'Demonstration Course',
  sectionTitle: 'Introduction',
  subsectionTitle: 'Demo Course Overview',
  unitTitle: 'Getting Started',
  unitKey: `${BLOCK}@vertical+block@start`,
  url: `https://learning.edx.org/course/course-v1:${COURSE}/${BLOCK}@sequential+block@overview/${BLOCK}@vertical+block@start`,
  seenAt: '2026-11-23T10:00:00Z',
};

/** Returns exactly the text that Waypoint would send for the example unit, after another unit. */
export const exampleText = (): string =>
  entryText(EXAMPLE, [{ unitKey: `${BLOCK}@vertical+block@video`, title: 'Video and Sequences' }]);
