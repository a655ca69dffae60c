import { effect, signal } from '@preact/signals';
import { makeTable } from '../lib/csv/make.ts';
import type { OwnMessage } from '../lib/messages.ts';
import { exportOf, readExportFile, type ExportState } from '../lib/store/chat-exports.ts';
import { connections, type Connection } from '../lib/store/connections.ts';
import { ask, NO_ANSWER } from './ask.ts';
import { live } from './live.ts';
import { endingOf } from './words-export.ts';

type Wish = Extract<OwnMessage, { type: 'export/wish' }>['wish'];

/** A link to a file, and what it is called when it is saved. */
export interface Saved {
  readonly url: string;
  readonly name: string;
}

/** What of a file can be saved. */
export type Offer =
  /** The table is being made. */
  | { readonly kind: 'json'; readonly json: Saved; readonly table: 'making' | 'failed' }
  | {
      readonly kind: 'json';
      readonly json: Saved;
      readonly table: Saved;
      readonly messages: number;
    }
  | { readonly kind: 'raw'; readonly raw: Saved }
  | { readonly kind: 'gone' };

/** The connections that chats can be asked of; where they cannot be read, none. */
export const liveConnected = () =>
  live(
    async () => (await connections.read().catch(() => [])).filter(({ connected }) => connected),
    [(changed) => connections.watch(changed)],
  );

export function createChatExport({ id, org }: Connection) {
  const item = exportOf(id);
  const state = live(() => item.read(), [(changed) => item.watch(changed)]);
  const offer = signal<Offer | null>(null);
  const silent = signal(false);
  let urls: string[] = [];
  let shown = '';

  const link = (bytes: Blob, name: string): Saved => {
    const url = URL.createObjectURL(bytes);
    urls.push(url);
    return { url, name };
  };

  function clear(): void {
    for (const url of urls) URL.revokeObjectURL(url);
    urls = [];
    offer.value = null;
  }

  async function show(at: number, now: string): Promise<void> {
    const file = await readExportFile(id).catch(() => null);
    if (shown !== now) return;
    if (!file) return void (offer.value = { kind: 'gone' });
    const name = `chats-${org}-${new Date(at).toISOString().slice(0, 10)}`;
    const json = link(file, `${name}.json`);
    offer.value = { kind: 'json', json, table: 'making' };
    const made = await makeTable(file).catch(() => null);
    if (shown !== now) return;
    if (made?.kind === 'not-json') {
      // Of no type that a browser would open: it is the server's, and not to run here.
      const bytes = new Blob([file], { type: 'application/octet-stream' });
      offer.value = { kind: 'raw', raw: link(bytes, `${name}.${endingOf(file.type)}`) };
    } else if (made) {
      const table = link(made.csv, `${name}.csv`);
      offer.value = { kind: 'json', json, table, messages: made.messages };
    } else {
      offer.value = { kind: 'json', json, table: 'failed' };
    }
  }

  effect(() => {
    const now = readyOf(state.value.value);
    if (now === shown) return;
    shown = now;
    clear();
    const ready = state.value.value;
    if (ready?.step === 'ready') void show(ready.at, now);
  });

  return {
    state: state.value,
    offer,
    /** The background did not answer. */
    silent,
    async wish(wish: Wish): Promise<void> {
      const reply = await ask({ type: 'export/wish', connection: id, wish });
      silent.value = reply !== null && reply.why === NO_ANSWER;
      await state.refresh();
    },
  };
}
export type ChatExportModel = ReturnType<typeof createChatExport>;

/** Which file it is that can be saved; '' for none. */
const readyOf = (state: ExportState | null | undefined) =>
  state?.step === 'ready' ? `${state.task} ${state.at}` : '';
