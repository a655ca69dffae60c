import type { Place } from '../../lib/edx/place.ts';
import { courseName, unitName } from '../ui/names.ts';

/** Shows where the learner is: the page's titles, and keys if the page shows no titles. */
export function PlaceView({ place }: { place: Place }) {
  const { courseTitle, sectionTitle, subsectionTitle, courseKey } = place;
  const unit = unitName(place);
  const path = [sectionTitle, subsectionTitle].filter((title) => title !== undefined);
  return (
    <div class="place" data-testid="now-place">
      <h2 class="place__course">
        <bdi>{courseTitle ?? courseName(courseKey)}</bdi>
      </h2>
      {(path.length > 0 || unit !== undefined) && (
        <ol class="place__path">
          {path.map((title, i) => (
            <li key={i}>
              <bdi>{title}</bdi>
            </li>
          ))}
          {unit !== undefined && (
            <li class="place__unit">
              <bdi>{unit}</bdi>
            </li>
          )}
        </ol>
      )}
    </div>
  );
}
