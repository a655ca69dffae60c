import { isolated } from '../ui/sentence.tsx';
import type { Place } from '../../lib/edx/place.ts';
import { courseName, unitName } from '../ui/names.ts';
import { Path } from '../ui/words/path.tsx';

/**
 * Shows where the learner is: the unit large, its course above it, and its section and subsection
 * in one line below. Shows keys if the page shows no titles. Outside a unit, the course is large.
 */
export function PlaceView({ place, isLast }: { place: Place; isLast?: boolean }) {
  const { courseTitle, sectionTitle, subsectionTitle, courseKey } = place;
  const course = courseTitle ?? courseName(courseKey);
  const unit = unitName(place);
  const path = [sectionTitle, subsectionTitle].filter((title) => title !== undefined);
  return (
    <div class="place" data-testid={isLast ? 'last-place' : 'now-place'}>
      {unit !== undefined && (
        <p class="quiet">
          <bdi>{course}</bdi>
        </p>
      )}
      <h2>
        <bdi>{unit ?? course}</bdi>
      </h2>
      {path.length > 0 && (
        <p class="quiet place__path" title={path.map(isolated).join(' › ')}>
          <Path titles={path} />
        </p>
      )}
    </div>
  );
}
