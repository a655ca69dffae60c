/*
 * The text of one cell, so that no spreadsheet carries it out, whatever it takes for a separator. It can
 * be told from the cell again: see docs/your-data.md.
 */

/** A line break or a tab becomes a sign and a space, so that a message is one line of the file. */
const SIGNS = new Map([
  ['\n', '↵ '],
  ['\t', '⇥ '],
  ['\r', '␍ '],
  // The signs themselves.
  ['↵', '↵↵'],
  ['⇥', '⇥⇥'],
  ['␍', '␍␍'],
]);

/**
 * Where a spreadsheet may see a formula begin: at the start, or behind what some reader takes for a
 * separator; spaces, quotes and what cannot be seen do not count. In three widths: Chinese ones too.
 */
const FORMULA =
  /(?:^|[,;:\|\v\f\x85\u2028\u2029])[[\p{Z}\p{C}"']--[\v\f\x85\u2028\u2029]]*(?=[=+\-@＝＋－＠﹦﹢﹣﹫])/gv;

export function safeCell(text: string): string {
  return text.replace(/[\n\t\r↵⇥␍]/g, (sign) => SIGNS.get(sign) ?? '').replace(FORMULA, "$&'");
}
