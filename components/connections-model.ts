import { computed, signal } from '@preact/signals';
import type { PendingDelete } from '../lib/store/deletes.ts';
import type { OwnMessage } from '../lib/messages.ts';
import type { Overview, Standing } from '../lib/sync/status.ts';
import { ask } from './ask.ts';
import { createConnection, type ConnectionModel } from './connection-model.ts';
import type { Live } from './live.ts';
import { liveSites } from './stored.ts';

/** How far the deleting of all that Waypoint stored at a connection is. */
export interface Progress {
  /** `soon`: it can still be taken back; `stuck`: not all could be deleted, and the learner chooses. */
  readonly state: 'asking' | 'soon' | 'deleting' | 'stuck' | 'patient';
  readonly done: number;
  readonly total: number;
  /** What the server said to that which it refused. */
  readonly words: string;
}

/** Null for a connection that is not being left. */
export function progressOf(
  { connection, leaving }: Standing,
  pending: readonly PendingDelete[],
  now: number,
): Progress | null {
  if (!leaving) return null;
  const left = pending.filter(({ connectionId }) => connectionId === connection.id);
  const failed = left.map((one) => one.failed).find((words) => words !== null);
  const words = leaving.failed ?? failed ?? '';
  const { total, patient } = leaving;
  const tell = (state: Progress['state']): Progress => {
    return { state, done: total - left.length, total, words };
  };
  if (leaving.stage === 'list') {
    if (patient) return tell('patient');
    return tell(leaving.failed === null && leaving.attempts === 0 ? 'asking' : 'stuck');
  }
  if (patient) return tell('patient');
  if (left.length > 0 && left.every((one) => one.failed !== null || one.attempts > 0)) {
    return tell('stuck');
  }
  return tell(left.length === total && left.some(({ due }) => due > now) ? 'soon' : 'deleting');
}

/** All connections, and what can be done with each. */
export function createConnections(overview: Live<Overview>) {
  const sites = liveSites();
  /** The one form that is open where there are several: of a new one, or of one that is edited. */
  const form = signal<{ readonly of: string | null; readonly model: ConnectionModel } | null>(null);
  /** True when the background did not answer the last action. */
  const noAnswer = signal(false);
  const only = createConnection(overview, 'only');

  async function act(message: OwnMessage): Promise<void> {
    const reply = await ask(message);
    await overview.refresh();
    noAnswer.value = reply !== null;
  }
  const close = (): void => {
    form.value = null;
  };

  return {
    all: computed(() => overview.value.value?.all ?? []),
    pending: computed(() => overview.value.value?.pendingDeletes ?? []),
    /** False until it is known what is stored. */
    ready: only.ready,
    only,
    form,
    noAnswer,
    close,
    /** Known sites, and those that some connection has all the same. */
    sites: computed(() => {
      const known = (sites.value.value ?? []).map(({ origin }) => origin);
      const chosen = (overview.value.value?.all ?? []).flatMap((one) => one.connection.sites);
      return [...new Set([...known, ...chosen])];
    }),
    add(): void {
      form.value = { of: null, model: createConnection(overview, 'new', close) };
    },
    edit(id: string): void {
      form.value = { of: id, model: createConnection(overview, { id }, close) };
    },
    disconnect: (id: string, forget: boolean) => act({ type: 'connection/disconnect', id, forget }),
    stay: (id: string) => act({ type: 'connection/stay', id }),
    makeDefault: (id: string) => act({ type: 'connection/default', id }),
    remove: (id: string) => act({ type: 'connection/remove', id }),
    giveSite: (origin: string, id: string) => act({ type: 'connection/site', origin, id }),
  };
}
export type ConnectionsModel = ReturnType<typeof createConnections>;
