import { parseJson } from '../ibl/json.ts';
import { tableOf } from './csv.ts';
import type { Made } from './messages.ts';

/* Runs in a Web Worker of the options page, which does not feel then how long a history is. */

globalThis.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (!(event.data instanceof Blob)) return;
  // What rejects here, nobody hears of in the page.
  void make(event.data)
    .catch((): Made => ({ kind: 'failed' }))
    .then((made) => postMessage(made));
});

async function make(file: Blob): Promise<Made> {
  const history = parseJson(await file.text());
  if (history === undefined) return { kind: 'not-json' };
  const { csv, messages } = tableOf(history);
  return { kind: 'table', csv: new Blob([csv], { type: 'text/csv' }), messages };
}
