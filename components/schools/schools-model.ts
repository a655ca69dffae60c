import { computed, effect, signal } from '@preact/signals';
import type { EraseNext } from '../../lib/messages/requests.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { createAction } from '../data/action.ts';
import { createKeyAdvice } from '../connect/key-advice-model.ts';
import { createConnect, type ConnectModel } from '../connect/connect-model.ts';
import { createSignInSearch } from '../connect/sign-in-search-model.ts';
import type { Live } from '../data/live.ts';
import type { OfferedNames } from '../connect/prefilled-names.ts';
import { liveSites } from '../data/live-items.ts';
import { livePolicy } from '../data/live-items-options.ts';

const FIELDS = ['org', 'key', 'address'] as const;
/** What gets the focus: a field of the form, or the letter to the school. */
export type WantedField = (typeof FIELDS)[number] | 'ask';

/**
 * Creates the model of all connections, and of what can be done with each.
 * @param offered names with which the page was opened, for the form of a school that is not stored
 * yet
 */
export function createSchools(overview: Live<Overview>, offered: OfferedNames = {}) {
  const sites = liveSites();
  const policy = livePolicy();
  const advice = createKeyAdvice();
  /** The one open form in the list of schools: for a new school, or for an edited one. */
  const form = signal<{ readonly of: string | null; readonly model: ConnectModel } | null>(null);
  const { act, noAnswer } = createAction(overview.refresh);
  /** The form that stands there before the first school. It is empty again once that is stored. */
  const first = createConnect(overview, 'new', {
    policy,
    advice,
    offered,
    done: () => first.reset(),
  });
  const all = computed(() => overview.value.value?.all ?? []);
  /** The field that an address of the page names, until it has the focus. */
  const wanted = signal<WantedField | null>(null);
  /** Forms in which the learner may have typed something, also while another form is open. */
  const kept = new Map<string | null, ConnectModel>();

  function open(of: string | null): void {
    const what = of === null ? 'new' : { id: of };
    const done = () => close(of);
    const model = kept.get(of) ?? createConnect(overview, what, { policy, advice, done, offered });
    kept.set(of, model);
    form.value = { of, model };
  }

  function close(of: string | null): void {
    kept.delete(of);
    if (form.value?.of === of) form.value = null;
  }

  // The offered names belong to another school than the stored ones.
  const stop = effect(() => {
    if (!first.ready.value) return;
    if (all.peek().length > 0 && Object.keys(offered).length > 0) open(null);
    queueMicrotask(() => stop());
  });

  /**
   * Opens what an address names inside the section: `add`, `ask`, or a school's id and a field, such
   * as `4f…/key`. Without an id it is the school that has stopped, otherwise the first.
   */
  function goTo(inside: string): void {
    const [name = '', field = ''] = inside.split('/');
    const known = all.value.find(({ connection }) => connection.id === name);
    const stopped = all.value.find(({ health }) => health.stop !== null);
    const one = name === '' ? (stopped ?? all.value[0]) : known;
    if (one) open(one.connection.id);
    else if (all.value.length > 0) open(null);
    wanted.value = one
      ? (FIELDS.find((id) => id === field) ?? null)
      : name === 'ask'
        ? 'ask'
        : 'org';
  }

  return {
    all,
    wanted,
    goTo,
    search: createSignInSearch(overview, policy),
    /** False until the stored connections and the policy have been read. */
    ready: first.ready,
    first,
    advice: advice.advice,
    form,
    noAnswer,
    /** The known sites, and other sites that some connection has. */
    sites: computed(() => {
      const known = (sites.value.value ?? []).map(({ origin }) => origin);
      const chosen = (overview.value.value?.all ?? []).flatMap((one) => one.connection.sites);
      return [...new Set([...known, ...chosen])];
    }),
    /** Whether some followed site needs the browser's access. */
    isShutOut: computed(
      () => sites.value.value?.some(({ state }) => state === 'needs-access') === true,
    ),
    add: () => open(null),
    edit: open,
    cancel: () => close(form.value?.of ?? null),
    /** Forgets what was typed into any form, once everything in this browser was deleted. */
    forget(): void {
      kept.clear();
      form.value = null;
      advice.clear();
      first.reset();
    },
    disconnect: (id: string, forget: boolean) => act({ type: 'connection/disconnect', id, forget }),
    goOnErasing: (id: string, what: EraseNext) =>
      act({ type: 'erase/go-on', what, connectionId: id }),
    makeDefault: (id: string) => act({ type: 'connection/default', id }),
    remove: (id: string) => act({ type: 'connection/remove', id }),
    giveSite: (origin: string, id: string) => act({ type: 'connection/site', origin, id }),
  };
}
export type SchoolsModel = ReturnType<typeof createSchools>;
