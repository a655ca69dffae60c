import { cleanTitle } from './title.ts';
import type { Titles } from './place.ts';

/**
 * Which `document.title` belongs to which subsection, as far as this document has shown it: subsection
 * key to title. The title changes before or after the address, so that a text alone proves nothing.
 */
export type KnownTitles = Map<string, string>;

/** Longer titles are not read, and older ones are forgotten. */
const MAX_LENGTH = 10_000;
const MAX_KNOWN = 50;

/** The names in a title, and whether it is known to be the subsection's. */
export interface SubsectionTitles {
  readonly titles: Titles;
  readonly known: boolean;
}

/**
 * Section and subsection out of `SUBSECTION | SECTION | COURSE | SITE`. Null when the title has another
 * form (a name may hold ` | ` itself), names another course, or is known to be another subsection's.
 */
export function readSubsectionTitles(
  title: string,
  subsectionKey: string,
  courseTitle: string | undefined,
  known: Readonly<KnownTitles>,
): SubsectionTitles | null {
  if (title.length > MAX_LENGTH) return null;
  const parts = title.split(' | ', 5).map(cleanTitle);
  const [subsectionTitle, sectionTitle, course, site] = parts;
  if (parts.length !== 4 || !subsectionTitle || !sectionTitle || !course || !site) return null;
  if (courseTitle !== undefined && course !== courseTitle) return null;
  const itself = known.get(subsectionKey) === title;
  if (!itself && [...known.values()].includes(title)) return null;
  return { titles: { sectionTitle, subsectionTitle }, known: itself };
}

/** Notes that a title is the subsection's. */
export function learnTitle(known: KnownTitles, subsectionKey: string, title: string): void {
  known.delete(subsectionKey);
  known.set(subsectionKey, title);
  const [oldest] = known.keys();
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}
