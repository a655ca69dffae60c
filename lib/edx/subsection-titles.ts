import { lineOf } from './line.ts';
import { MFE } from './selectors.ts';
import type { Titles } from './place.ts';

/**
 * Names of subsections that this document has shown: subsection key to names, as one text. A page
 * may change names before or after the address, so names alone prove nothing.
 */
export type KnownTitles = Map<string, string>;

/** Longer titles are not read. Beyond `MAX_KNOWN` subsections, the oldest names are dropped. */
const MAX_LENGTH = 10_000;
const MAX_KNOWN = 50;
/** Stands between the names in a document's title. A name may contain it too. */
const BAR = ' | ';

/** The names that the page shows, and whether they are known to be the subsection's. */
export interface SubsectionTitles {
  readonly titles: Titles;
  readonly known: boolean;
  /** Both names in one text, to compare them with other names. */
  readonly text: string;
}

/**
 * Returns the names of section and subsection, from the breadcrumbs and from a title such as
 * `SUBSECTION | SECTION | COURSE | SITE`. Returns null if neither shows the names for certain, if
 * one contradicts the other or the course's name, or if the names are known to be another
 * subsection's.
 */
export function readSubsectionTitles(
  document: Document,
  subsectionKey: string,
  courseTitle: string | undefined,
  known: Readonly<KnownTitles>,
): SubsectionTitles | null {
  const { title } = document;
  // A bar in front means that the names are still to come.
  if (title.length > MAX_LENGTH || title.startsWith('|')) return null;
  const crumbs = namesInCrumbs(document);
  const parts = title.split(BAR).map(lineOf);
  // Before Koa, and on some sites, the title has another form. Then the breadcrumbs alone must do.
  const names = crumbs && parts.length < 4 ? crumbs : namesInTitle(parts, courseTitle, crumbs);
  if (!names) return null;
  const [sectionTitle, subsectionTitle] = names;
  const text = JSON.stringify(names);
  const itself = known.get(subsectionKey) === text;
  if (!itself && [...known.values()].includes(text)) return null;
  return { titles: { sectionTitle, subsectionTitle }, known: itself, text };
}

/** Remembers that these names are the subsection's. */
export function learnTitles(known: KnownTitles, subsectionKey: string, text: string): void {
  known.delete(subsectionKey);
  known.set(subsectionKey, text);
  const [oldest] = known.keys();
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest);
}

type Names = readonly [section: string, subsection: string];

function namesInCrumbs(document: Document): Names | null {
  for (const { items, before } of MFE.crumbs) {
    const found = document.querySelectorAll(items);
    const [section, subsection] = [found[before], found[before + 1]].map((item) =>
      lineOf(item?.textContent),
    );
    if (found.length === before + 2 && section && subsection) return [section, subsection];
  }
  return null;
}

/**
 * Breadcrumbs show where the names end. Without breadcrumbs, a title of four parts does, and so
 * does the course's title where it stands once and right behind two parts: the site's name after it
 * may have bars. No part may begin with a bar, which may be the end of the name before it.
 */
function namesInTitle(
  parts: readonly (string | undefined)[],
  course: string | undefined,
  crumbs: Names | null,
): Names | null {
  const [subsection, section, third] = parts;
  const names = crumbs ?? (section && subsection ? ([section, subsection] as const) : null);
  const inTitle = course?.split(BAR) ?? [];
  const places = parts.flatMap((_, i) =>
    inTitle.every((part, k) => part === parts[i + k]) ? [i] : [],
  );
  const splits = parts.length === 4 || (places.length === 1 && places[0] === 2);
  if (!names || (!crumbs && (!splits || parts.some((part) => part?.startsWith('|'))))) return null;
  const expected = [names[1], names[0], ...inTitle].join(BAR).split(BAR);
  const named = parts.length > expected.length && parts.at(-1) && third;
  return named && expected.every((part, i) => part === parts[i]) ? names : null;
}
