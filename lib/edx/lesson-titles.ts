import { lineOf } from './line.ts';
import { textOf, titlesOf } from './page-reading.ts';
import { LMS } from './selectors.ts';
import type { Titles } from './place.ts';

/** Longer paths are not read. */
const MAX_LENGTH = 10_000;
/** Stands between the names in a path. A name may contain it too. */
const ARROW = ' > ';

/**
 * Returns the titles of section and subsection on a courseware page of the LMS, from the
 * breadcrumbs and from the path of the tab, `Section > Subsection > Unit`. Leaves them out if one
 * contradicts the other. Takes them from the path alone only if exactly two names stand before the
 * unit's, and neither begins with an arrow: that arrow may be the end of the name before it.
 */
export function lessonTitles(
  document: Document,
  path: string,
  unitTitle: string | undefined,
): Titles {
  const sectionTitle = textOf(document, LMS.sectionTitle);
  const subsectionTitle = textOf(document, LMS.subsectionTitle);
  const shown = titlesOf({ sectionTitle, subsectionTitle });
  if (path === '') return shown;
  const front = frontOf(path, unitTitle);
  if (!front) return {};
  if (sectionTitle && subsectionTitle) {
    return front.join(ARROW) === sectionTitle + ARROW + subsectionTitle ? shown : {};
  }
  const [section, subsection] = front;
  if (front.length !== 2 || front.some((name) => name.startsWith('>'))) return {};
  const denied =
    (sectionTitle ?? section) !== section || (subsectionTitle ?? subsection) !== subsection;
  return denied ? {} : titlesOf({ sectionTitle: section, subsectionTitle: subsection });
}

/** Returns the names before the unit in its path; null if the path does not end with the unit. */
function frontOf(path: string, unitTitle: string | undefined): string[] | null {
  if (unitTitle === undefined || path.length > MAX_LENGTH) return null;
  const parts = path.split(ARROW).map((part) => lineOf(part) ?? '');
  const unit = unitTitle.split(ARROW);
  const front = parts.slice(0, -unit.length);
  const fits = unit.every((part, i) => part === parts[front.length + i]);
  return fits && front.length > 0 && !front.includes('') ? front : null;
}
