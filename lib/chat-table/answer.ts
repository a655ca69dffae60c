import { parseJson } from '../ibl/client/json.ts';
import { bytesOf, tableOf } from './to-csv.ts';

/** The answer of the Web Worker that makes a table. The worker gets the file's bytes as a Blob. */
export type Made =
  | { readonly kind: 'table'; readonly csv: Blob; readonly messages: number }
  | { readonly kind: 'not-json' }
  /** No table can be made of the file. */
  | { readonly kind: 'failed' };

/**
 * Returns a history as a table, or why there is none. Never rejects, because nobody outside the Web
 * Worker would hear of a rejection.
 */
export async function answerTo(file: Blob): Promise<Made> {
  try {
    const history = parseJson(await file.text());
    if (history === undefined) return { kind: 'not-json' };
    const { csv, messages } = tableOf(history);
    return { kind: 'table', csv: new Blob([bytesOf(csv)], { type: 'text/csv' }), messages };
  } catch {
    return { kind: 'failed' };
  }
}
