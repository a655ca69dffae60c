import { effect, signal } from '@preact/signals';
import { makeTable } from '../../lib/chat-table/make-table.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import { exportOf, readExportFile, type ExportState } from '../../lib/store/items/chat-exports.ts';
import { connections, type Connection } from '../../lib/store/items/connections.ts';
import { watchKeys } from '../../lib/store/core/item.ts';
import { createAction } from '../data/action.ts';
import { live } from '../data/live.ts';
import { endingOf } from './chat-export-text.ts';

type ExportRequest = Extract<OwnMessage, { type: 'export/request' }>['what'];

/** A file, and the name under which it is saved. */
export interface Offered {
  readonly bytes: Blob;
  readonly name: string;
}

/** Which files can be saved from an export. */
export type Offer =
  /** The table is being made. */
  | { readonly kind: 'json'; readonly json: Offered; readonly table: 'making' | 'failed' }
  | {
      readonly kind: 'json';
      readonly json: Offered;
      readonly table: Offered;
      readonly messages: number;
    }
  | { readonly kind: 'raw'; readonly raw: Offered }
  | { readonly kind: 'gone' };

/**
 * Returns the connections that can export chats or have an export. Returns no connections if they
 * cannot be read.
 */
export const liveAsked = () =>
  live(readAsked, [
    (changed) => connections.watch(changed),
    (changed) => watchKeys((key) => key.startsWith('export:'), changed),
  ]);

async function readAsked(): Promise<readonly Connection[]> {
  const all = await connections.read().catch(() => []);
  const states = await Promise.all(all.map(({ id }) => exportOf(id).read()));
  return all.filter(({ connected }, i) => connected || states[i]);
}

export function createChatExport({ id, org }: Connection) {
  const item = exportOf(id);
  const state = live(() => item.read(), [(changed) => item.watch(changed)]);
  const offer = signal<Offer | null>(null);
  const { act, noAnswer } = createAction(state.refresh);
  let shown = '';

  async function show(at: number, now: string): Promise<void> {
    const file = await readExportFile(id).catch(() => null);
    if (shown !== now) return;
    if (!file) return void (offer.value = { kind: 'gone' });
    const name = `chats-${org}-${new Date(at).toISOString().slice(0, 10)}`;
    const json = { bytes: file, name: `${name}.json` };
    offer.value = { kind: 'json', json, table: 'making' };
    const made = await makeTable(file).catch(() => null);
    if (shown !== now) return;
    if (made?.kind === 'not-json') {
      // The type is one that no browser opens: the file is the server's and must not run here.
      const bytes = new Blob([file], { type: 'application/octet-stream' });
      offer.value = { kind: 'raw', raw: { bytes, name: `${name}.${endingOf(file.type)}` } };
    } else if (made?.kind === 'table') {
      const table = { bytes: made.csv, name: `${name}.csv` };
      offer.value = { kind: 'json', json, table, messages: made.messages };
    } else {
      offer.value = { kind: 'json', json, table: 'failed' };
    }
  }

  effect(() => {
    const now = readyOf(state.value.value);
    if (now === shown) return;
    shown = now;
    offer.value = null;
    const ready = state.value.value;
    if (ready?.step === 'ready') void show(ready.at, now);
  });

  return {
    state: state.value,
    offer,
    noAnswer,
    ask: (request: ExportRequest) =>
      act({ type: 'export/request', connectionId: id, what: request }),
  };
}
export type ChatExportModel = ReturnType<typeof createChatExport>;

/** Returns which file can be saved; '' if there is no file. */
const readyOf = (state: ExportState | null | undefined) =>
  state?.step === 'ready' ? `${state.task} ${state.at}` : '';
