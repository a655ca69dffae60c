import { courses, unitAt, unitPlaces, type Course } from '../../../../dev/fake-openedx/courses.ts';
import { until } from '../../../../dev/browser/page-actions.ts';
import type { Driver } from '../../../../dev/browser/driver.ts';
import type { Place } from '../../../../lib/edx/place.ts';
import { textIn } from '../session.ts';
import { session } from '../session-test.ts';

/** Returns the text of a course's memory. */
export const kept = (course: Course): string => textIn(session.memoryOf(course));

/** Returns everything that was sent. */
export const bodies = (): string => session.api.log.map(({ body }) => body).join('\n');

/** Waits until the memory contains the n-th unit with all of its names. */
export async function saved(course: Course, n: number): Promise<void> {
  const { section, subsection, unit } = unitAt(course, n);
  const words = `Now at: "${section.title}" > "${subsection.title}" > "${unit.title}" (key "${unit.key}").`;
  await until(() => kept(course).includes(words), words);
}

/** Lets the background note each place that it hears of from now on. */
export async function notePlaces(driver: Driver): Promise<void> {
  await driver.inBackground(`(self.notedPlaces = [],
    chrome.storage.onChanged.addListener((changes, area) => {
      if (area !== 'session' || !changes.tabs) return;
      for (const { seen } of changes.tabs.newValue?.data.tabs ?? [])
        if (seen.kind === 'place') self.notedPlaces.push(seen.place);
    }), true)`);
}

/** Returns the places that were noted of units with a name that is another's. */
export async function wronglyNamed(driver: Driver): Promise<Place[]> {
  const noted = await driver.inBackground<Place[]>('self.notedPlaces');
  const units = new Map(
    courses.flatMap(unitPlaces).map((place) => [place.unit.key, place] as const),
  );
  return noted.filter(({ unitKey, unitTitle, sectionTitle, subsectionTitle }) => {
    const place = units.get(unitKey ?? '');
    const isOf = (name: string | undefined, title: string | undefined) =>
      name === undefined || name === title;
    return !(
      isOf(unitTitle, place?.unit.title) &&
      isOf(subsectionTitle, place?.subsection.title) &&
      isOf(sectionTitle, place?.section.title)
    );
  });
}
