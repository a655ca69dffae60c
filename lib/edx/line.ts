/** Looked at of any text, so that a text of 1 MB costs no more than one of a page. */
const MAX_READ = 4_096;
/** Longest line that a page tells: enough for the background to cut a title where a reader would. */
const MAX_LINE = 1_000;

/**
 * A text of the page as one line with single spaces, at most 1,000 characters (UTF-16 units);
 * undefined when it is empty. The background makes a title of it (`lib/shared/clean-title.ts`): a page whose
 * process was broken into could leave that out, so the page does no more than to bound the length.
 */
export function lineOf(text: string | null | undefined): string | undefined {
  const line = (text ?? '').trimStart().slice(0, MAX_READ).replace(/\s+/g, ' ').trimEnd();
  return line.slice(0, MAX_LINE).trimEnd() || undefined;
}
