import { lineOf } from './line.ts';
import { MFE } from './selectors.ts';
import type { Titles } from './place.ts';

/**
 * Which names belong to which subsection, as far as this document has shown it: subsection key to
 * names, as one text. They change before or after the address, so that names alone prove nothing.
 */
export type KnownTitles = Map<string, string>;

/** Longer titles are not read, and older ones are forgotten. */
const MAX_LENGTH = 10_000;
const MAX_KNOWN = 50;
/** Between the names in a document's title; a name may hold it too. */
const BAR = ' | ';

/** The names that the page shows, and whether they are known to be the subsection's. */
export interface SubsectionTitles {
  readonly titles: Titles;
  readonly known: boolean;
  /** Both names in one, to know them again. */
  readonly text: string;
}

/**
 * Names of section and subsection, out of breadcrumbs and of `SUBSECTION | SECTION | COURSE | SITE`.
 * Null when neither has them for certain, when one denies the other or the course's name, or when they
 * are known to be another subsection's.
 */
export function readSubsectionTitles(
  document: Document,
  subsectionKey: string,
  courseTitle: string | undefined,
  known: Readonly<KnownTitles>,
): SubsectionTitles | null {
  const { title } = document;
  // A bar in front: names that are still to come.
  if (title.length > MAX_LENGTH || title.startsWith('|')) return null;
  const crumbs = namesInCrumbs(document);
  const parts = title.split(BAR).map(lineOf);
  // Before Koa, and on some sites, the title is another one: breadcrumbs alone have to do.
  const names = crumbs && parts.length < 4 ? crumbs : namesInTitle(parts, courseTitle, crumbs);
  if (!names) return null;
  const [sectionTitle, subsectionTitle] = names;
  const text = JSON.stringify(names);
  const itself = known.get(subsectionKey) === text;
  if (!itself && [...known.values()].includes(text)) return null;
  return { titles: { sectionTitle, subsectionTitle }, known: itself, text };
}

/** Notes that these names are the subsection's. */
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
 * Breadcrumbs tell where the names end; without them only a title of four parts does, of which none
 * begins with a bar: that may be the end of the name in front of it.
 */
function namesInTitle(
  parts: readonly (string | undefined)[],
  course: string | undefined,
  crumbs: Names | null,
): Names | null {
  const [subsection, section, third] = parts;
  const names = crumbs ?? (section && subsection ? ([section, subsection] as const) : null);
  const split = parts.length === 4 && !parts.some((part) => part?.startsWith('|'));
  if (!names || (!crumbs && !split)) return null;
  const expected = [names[1], names[0], ...(course === undefined ? [] : [course])]
    .join(BAR)
    .split(BAR);
  const named = parts.length > expected.length && parts.at(-1) && third;
  return named && expected.every((part, i) => part === parts[i]) ? names : null;
}
