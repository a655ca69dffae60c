import { safeCell } from './cell.ts';
import { freeName, messagesIn, type Line } from './find-messages.ts';

/** The first columns, in this order. The others follow in the order in which they appear. */
const FIRST = ['session', 'timestamp', 'type', 'content'];

/**
 * A field in fewer than one line in this many gets no column of its own, which would be nearly
 * empty.
 */
const RARE = 20;

export interface Table {
  readonly csv: string;
  readonly messages: number;
}

/** Returns a history as a table: one line for each message, one column for each field. */
export function tableOf(history: unknown): Table {
  const lines = messagesIn(history);
  const { columns, other } = columnsOf(lines);
  const known = new Set(columns);
  const cells = lines.map((line) => {
    const rest = [...line].filter(([name]) => !known.has(name));
    const last = rest.length > 0 ? Object.fromEntries(rest) : undefined;
    return [...columns.map((name) => line.get(name)), ...(other === null ? [] : [last])];
  });
  const rows = [other === null ? columns : [...columns, other], ...cells];
  return {
    csv: rows.map((row) => `${row.map(cellOf).join('\t')}\r\n`).join(''),
    messages: lines.length,
  };
}

/**
 * Encodes the table as UTF-16 with a byte order mark. Together with tabs, that is the one form that
 * Excel opens as a table everywhere, because it needs no setting of the country for separator or
 * encoding.
 */
export function bytesOf(csv: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array((csv.length + 1) * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfe_ff, true);
  for (let i = 0; i < csv.length; i += 1) view.setUint16((i + 1) * 2, csv.charCodeAt(i), true);
  return bytes;
}

/**
 * Returns the fields that get their own column, and the name of the column for all other fields;
 * null if there are no other fields.
 */
function columnsOf(lines: readonly Line[]): { columns: string[]; other: string | null } {
  const counts = new Map<string, number>();
  for (const line of lines) {
    for (const name of line.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return { columns: FIRST.slice(1), other: null };
  const all = [...counts.keys()];
  const own = all.filter((name) => (counts.get(name) ?? 0) * RARE >= lines.length);
  const columns = [
    ...FIRST.filter((name) => counts.has(name)),
    ...own.filter((name) => !FIRST.includes(name)),
  ];
  const other = columns.length < all.length ? freeName('other', new Set(all)) : null;
  return { columns, other };
}

/**
 * Returns a value as a quoted cell, so that nothing in it can end the cell. Text stays as it is;
 * anything else is written as JSON. Every value is made safe as text, because a number can be a
 * formula too.
 */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return '""';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${safeCell(text).replaceAll('"', '""')}"`;
}
