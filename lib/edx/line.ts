/**
 * Only this many characters of a text are read, so that a text of 1 MB costs no more than a usual
 * one.
 */
const MAX_READ = 4_096;
/**
 * Longest line that a page reports. Long enough for the background to cut a title where a reader
 * would.
 */
const MAX_LINE = 1_000;

/**
 * Returns a text of the page as one line with single spaces, at most 1,000 characters (UTF-16
 * units); undefined if it is empty. The page only limits the length. The background makes a title
 * of the line (`lib/shared/clean-title.ts`), because a page whose process was broken into could
 * leave that step out.
 */
export function lineOf(text: string | null | undefined): string | undefined {
  const line = (text ?? '').trimStart().slice(0, MAX_READ).replace(/\s+/g, ' ').trimEnd();
  return line.slice(0, MAX_LINE).trimEnd() || undefined;
}
