/*
 * The text of one cell, written so that no spreadsheet runs it as a formula, whatever it uses as a
 * separator. docs/your-data.md says how to read the original text from a cell.
 */

/**
 * A line break or a tab becomes a visible character and a space, so that a message is one line of
 * the file.
 */
const SIGNS = new Map([
  ['\n', '↵ '],
  ['\t', '⇥ '],
  ['\r', '␍ '],
  // These characters themselves are doubled.
  ['↵', '↵↵'],
  ['⇥', '⇥⇥'],
  ['␍', '␍␍'],
]);

/**
 * Matches where a spreadsheet may see a formula begin: at the start, or after what some program
 * reads as a separator. Ignores spaces, quotes and invisible characters in between. Matches the
 * characters in three widths, including Chinese ones.
 */
const FORMULA =
  /(?:^|[,;:\|\v\f\x85\u2028\u2029])[[\p{Z}\p{C}"']--[\v\f\x85\u2028\u2029]]*(?=[=+\-@＝＋－＠﹦﹢﹣﹫])/gv;

export function safeCell(text: string): string {
  return text.replace(/[\n\t\r↵⇥␍]/g, (sign) => SIGNS.get(sign) ?? '').replace(FORMULA, "$&'");
}
