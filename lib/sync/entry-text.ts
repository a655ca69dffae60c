import type { Place } from '../edx/place.ts';
import type { Visit } from '../store/records.ts';

const LONGEST = 2000;
/** Titles are cut to this when keys and address alone nearly fill the entry. */
const SHORT_TITLE = 60;

/**
 * The text that a mentor reads: where the learner is now and which units came before, at most 2,000
 * characters. Keys and address are never cut; the oldest visit goes first.
 * @param visited newest first; the unit itself may be among them
 */
export function entryText(place: Place, visited: readonly Visit[]): string {
  const updated = `Updated ${place.seenAt.slice(0, 16)}Z.`;
  const before = visited.filter(({ unitKey }) => unitKey !== place.unitKey);
  const titles = before.map(({ title }) => quoted(title));
  let start = opening(place, 200);
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

/** Two texts that differ only in this say the same. */
export function withoutUpdated(text: string): string {
  return text.replace(/ Updated \S+\.$/, '');
}

function opening(place: Place, longest: number): string {
  const { courseTitle, sectionTitle, subsectionTitle, unitTitle } = place;
  const course = courseTitle === undefined ? 'a course' : quoted(courseTitle, longest);
  const unit = unitTitle === undefined ? 'a unit' : quoted(unitTitle, longest);
  const path = [sectionTitle, subsectionTitle].flatMap((title) =>
    title === undefined ? [] : [quoted(title, longest)],
  );
  const where = [...path, unit].join(' > ');
  const url = place.url === '' ? '' : ` ${place.url}`;
  return `Studying ${course} (${place.courseKey}). Now at: ${where} (${place.unitKey ?? ''}).${url}`;
}

function quoted(title: string, longest = 200): string {
  const letters = Array.from(title.replaceAll('"', "'"));
  const text =
    letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('');
  return `"${text}"`;
}
