import type { Place } from '../lib/edx/place.ts';

/** Where the learner is: titles as the page shows them, and keys where it shows none. */
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

/** The part of a course key that a person can read: `course-v1:edX+DemoX+2024` is `edX DemoX 2024`. */
export function courseName(courseKey: string): string {
  return courseKey.replace(/^[a-z0-9-]+:/, '').replaceAll(/[+/]/g, ' ');
}

/** A unit by its title, else by the last part of its key. */
export function unitName({ unitTitle, unitKey }: Pick<Place, 'unitTitle' | 'unitKey'>) {
  return unitTitle ?? unitKey?.split(/[@/]/).at(-1);
}
