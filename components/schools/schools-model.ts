import { computed, effect, signal } from '@preact/signals';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { ask } from '../data/ask-background.ts';
import { createConnection, type ConnectionModel } from '../connect/connect-model.ts';
import type { Live } from '../data/live.ts';
import type { OfferedNames } from '../connect/prefilled-names.ts';
import { liveSites } from '../data/live-items.ts';
import { livePolicy } from '../data/live-items-options.ts';

/**
 * All connections, and what can be done with each.
 * @param offered names with which the page was opened: for a form of a school that is not here yet
 */
export function createConnections(overview: Live<Overview>, offered: OfferedNames = {}) {
  const sites = liveSites();
  const policy = livePolicy();
  /** The one form that is open where there are several: of a new one, or of one that is edited. */
  const form = signal<{ readonly of: string | null; readonly model: ConnectionModel } | null>(null);
  /** True when the background did not answer the last action. */
  const noAnswer = signal(false);
  const only = createConnection(overview, 'only', { policy, offered });

  async function act(message: OwnMessage): Promise<void> {
    const reply = await ask(message);
    await overview.refresh();
    noAnswer.value = reply !== null;
  }
  const all = computed(() => overview.value.value?.all ?? []);
  /** Forms in which something may be typed, also while another one is open. */
  const kept = new Map<string | null, ConnectionModel>();

  function open(of: string | null): void {
    const what = of === null ? 'new' : { id: of };
    const done = () => close(of);
    const model = kept.get(of) ?? createConnection(overview, what, { policy, done, offered });
    kept.set(of, model);
    form.value = { of, model };
  }

  function close(of: string | null): void {
    kept.delete(of);
    if (form.value?.of === of) form.value = null;
  }

  // Beside the schools that are here, what is offered is another one.
  const stop = effect(() => {
    if (!only.ready.value) return;
    if (all.peek().length > 0 && Object.keys(offered).length > 0) open(null);
    queueMicrotask(() => stop());
  });

  let before = 0;
  effect(() => {
    const now = all.value.length;
    // It may have been edited in its card since the form was filled.
    if (now === 1 && before > 1) only.reset();
    before = now;
  });

  return {
    all,
    pending: computed(() => overview.value.value?.pendingDeletes ?? []),
    /** False until it is known what is stored. */
    ready: only.ready,
    only,
    form,
    noAnswer,
    /** Known sites, and those that some connection has all the same. */
    sites: computed(() => {
      const known = (sites.value.value ?? []).map(({ origin }) => origin);
      const chosen = (overview.value.value?.all ?? []).flatMap((one) => one.connection.sites);
      return [...new Set([...known, ...chosen])];
    }),
    add: () => open(null),
    edit: open,
    cancel: () => close(form.value?.of ?? null),
    disconnect: (id: string, forget: boolean) => act({ type: 'connection/disconnect', id, forget }),
    stay: (id: string) => act({ type: 'connection/stay', id }),
    makeDefault: (id: string) => act({ type: 'connection/default', id }),
    remove: (id: string) => act({ type: 'connection/remove', id }),
    giveSite: (origin: string, id: string) => act({ type: 'connection/site', origin, id }),
  };
}
export type ConnectionsModel = ReturnType<typeof createConnections>;
