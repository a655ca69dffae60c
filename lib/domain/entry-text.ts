import type { Place } from '../edx/place.ts';
import type { Visit } from '../store/items/outbox-record.ts';
import { cleanTitle } from '../shared/clean-title.ts';

const LONGEST = 2000;
const LONG_TITLE = 200;
/** Titles are cut to this length when keys and address alone nearly fill the entry. */
const SHORT_TITLE = 60;

/** Every sign that a reader may take for the end of a quotation. */
const QUOTES = /["\u201c-\u201f\u2033\u2036\uff02]/g;

/**
 * Returns the text that a mentor reads: where the learner is now and which units came before, at
 * most 2,000 characters. The oldest visits are left out first, then titles are cut, and then the
 * address is left out. Keys and address are never cut.
 *
 * Each name, key and address stands in quotation marks: whoever makes a course chooses them, and
 * may choose words that speak to a language model. Everything outside of quotation marks is
 * Waypoint's own text.
 * @param visited newest first; the unit itself may be among them
 */
export function entryText(place: Place, visited: readonly Visit[]): string {
  const updated = `Updated ${place.seenAt.slice(0, 16)}Z.`;
  const before = visited.filter(({ unitKey }) => unitKey !== place.unitKey);
  const titles = before.map(({ title }) => named(title, 'a unit', LONG_TITLE));
  let start = opening(place, LONG_TITLE);
  if (start.length + updated.length + 1 > LONGEST) start = opening(place, SHORT_TITLE);
  if (start.length + updated.length + 1 > LONGEST)
    start = opening({ ...place, url: '' }, SHORT_TITLE);
  while (titles.length > 0) {
    const text = `${start} Before that: ${titles.join('; ')}. ${updated}`;
    if (text.length <= LONGEST) return text;
    titles.pop();
  }
  return `${start} ${updated}`;
}

/** Returns a text without the time of its update. Two texts that are then equal say the same. */
export function withoutUpdated(text: string): string {
  return text.replace(/ Updated \S+\.$/, '');
}

function opening(place: Place, longest: number): string {
  const { courseTitle, sectionTitle, subsectionTitle, unitTitle } = place;
  const course = named(courseTitle, 'a course', longest);
  const unit = named(unitTitle, 'a unit', longest);
  const path = [sectionTitle, subsectionTitle].flatMap((title) => named(title, [], longest));
  const where = [...path, unit].join(' > ');
  const url = place.url === '' ? '' : ` Address: ${quoted(place.url)}.`;
  return `Studying ${course} (key ${quoted(place.courseKey)}). Now at: ${where} (key ${quoted(place.unitKey ?? '')}).${url}`;
}

/** Returns a title in quotation marks; `otherwise` if there is no title. */
function named<T>(title: string | undefined, otherwise: T, longest: number): string | T {
  const clean = cleanTitle(title, longest);
  return clean === undefined ? otherwise : quoted(clean);
}

function quoted(text: string): string {
  return `"${text.replaceAll(QUOTES, "'")}"`;
}
