/** Longest title that is kept. */
export const MAX_TITLE_LENGTH = 200;
/** Looked at of any text, so that a title of 1 MB costs no more than one of a page. */
const MAX_READ = 4_096;

/** Line breaks and tabs are spaces here; of other controls, halves of characters and bidi marks nothing stays. */
const SPACES = /[\s\p{Z}\u0085]+/gu;
const UNSEEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u2060-\u206f\ufff9-\ufffb]/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A name as a page shows it, made safe to keep and show: one line, no control or bidi-control
 * characters, single spaces, at most 200 characters (UTF-16 units) with `…` where it was cut, never
 * inside of what a reader sees as one character. A clean title stays as it is.
 *
 * @returns undefined when nothing that can be seen is left.
 */
export function cleanTitle(text: string | null | undefined): string | undefined {
  const line = (text ?? '')
    .trimStart()
    .slice(0, MAX_READ)
    .replace(SPACES, ' ')
    .replace(UNSEEN, '')
    .replace(/ +/g, ' ')
    .trim();
  if (!SEEN.test(line)) return undefined;
  return line.length > MAX_TITLE_LENGTH ? shorten(line) : line;
}

function shorten(line: string): string {
  const room = MAX_TITLE_LENGTH - 1;
  const inFront = new Intl.Segmenter().segment(line).containing(room)?.index ?? 0;
  // One heap of marks may fill it all: then between two code points.
  const end =
    inFront > 0 ? inFront : room - (/[\ud800-\udbff]/.test(line.charAt(room - 1)) ? 1 : 0);
  return `${line.slice(0, end).trimEnd()}…`;
}
