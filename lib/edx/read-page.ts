import { showsExam } from './exam.ts';
import { isLmsView, readLmsPage } from './lms-page.ts';
import { readLocation } from './location.ts';
import { readMfePage } from './mfe-page.ts';
import { blocked, reading, textOf, type Reading } from './page-reading.ts';
import { remember } from './remember.ts';
import { ACCOUNT, LMS, MFE, STAFF } from './selectors.ts';
import type { Report, View } from './place.ts';
import type { KnownTitles } from './subsection-titles.ts';

/** A page with a longer address is not a page of a course. */
const MAX_ADDRESS = 4_000;

/** Longest account name that the page reports. */
const MAX_ACCOUNT = 200;

const NONE: Report = { kind: 'none' };

/** Reports that the address alone decides. */
const BY_ADDRESS = new Map<View, Report>([
  ['studio', blocked('authoring')],
  ['instructor', blocked('staff')],
  ['preview', blocked('preview')],
  ['none', NONE],
  ['about', NONE],
  ['public-video', NONE],
  ['redirect', NONE],
  ['jump', NONE],
  ['access-denied', NONE],
]);

const locate = remember(readLocation);

/** Returns origin and path of the page. No other part of its address ever leaves the page. */
export function pageAddress({ location }: Pick<Window, 'location'>): string {
  return location.origin + location.pathname;
}

/**
 * Reads the page as it is now, address first. Changes nothing.
 *
 * @param known titles of subsections, as the caller keeps them for this document
 */
export function readPage(
  page: Pick<Window, 'document' | 'location'>,
  known: Readonly<KnownTitles>,
): Reading {
  const { document } = page;
  const at = pageAddress(page);
  const here = at.length > MAX_ADDRESS ? null : locate(at);
  const refused = BY_ADDRESS.get(here?.view ?? 'none');
  if (refused || !here || here.courseKey === null) return reading(refused ?? NONE, 0);
  // The sign may disappear without a change of address, so Waypoint goes on watching the page.
  if (showsExam(document)) return reading(blocked('exam'), 0, Infinity);
  if (document.querySelector(STAFF)) return reading(blocked('staff'), 0, Infinity);
  // Studio's outline has the same address as the MFE's course root.
  if (here.view === 'course-root' && document.querySelector(LMS.rendered)) {
    if (!document.querySelector(MFE.header)) return reading(blocked('authoring'), 0);
  }
  const found = isLmsView(here.view)
    ? readLmsPage(document, at, here)
    : readMfePage(document, at, here, known);
  return withAccount(found, document);
}

/** Adds the name of the account that the page shows, if it shows one, to the report of a place. */
function withAccount(found: Reading, document: Document): Reading {
  const { report, learn } = found;
  if (report?.kind !== 'place') return found;
  let account: string | undefined;
  for (const sign of ACCOUNT) account ??= textOf(document, sign)?.slice(0, MAX_ACCOUNT);
  if (!account) return found;
  return {
    ...found,
    report: { ...report, account },
    ...(learn && { learn: { ...learn, report: { ...learn.report, account } } }),
  };
}
