import Papa from 'papaparse';
import { messagesIn, type Line } from './messages-in.ts';

/** They come first, in this order; what else there is follows as it comes. */
const FIRST = ['session', 'timestamp', 'type', 'content'];

/**
 * How a cell begins that a spreadsheet may carry out. The last four are the same signs in the width of
 * Chinese characters. Not papaparse's own: that one passes over a cell of several lines.
 */
export const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

export interface Table {
  readonly csv: string;
  readonly messages: number;
}

/** A history as a table: a line a message, a column a field. Spreadsheets know by its first sign that it is UTF-8. */
export function tableOf(history: unknown): Table {
  const lines = messagesIn(history);
  const columns = columnsOf(lines);
  const cells = lines.map((line) => columns.map((column) => cellOf(line.get(column))));
  // Each in quotes: nothing in it can then be taken for the end of it.
  const csv = Papa.unparse([columns, ...cells], {
    quotes: true,
    newline: '\r\n',
    escapeFormulae: FORMULA,
  });
  return { csv: `\uFEFF${csv}`, messages: lines.length };
}

function columnsOf(lines: readonly Line[]): string[] {
  const names = new Set(lines.flatMap((line) => [...line.keys()]));
  if (names.size === 0) return FIRST.slice(1);
  const first = FIRST.filter((name) => names.delete(name));
  return [...first, ...names];
}

/** Text as it is; anything else as JSON has it. Nothing but text, as numbers can be formulae too. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
