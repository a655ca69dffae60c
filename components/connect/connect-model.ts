import { computed, effect, signal } from '@preact/signals';
import { parseAddress } from '../../lib/ibl/account/server-address.ts';
import { API_HOSTS, DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { Connection } from '../../lib/store/items/connections.ts';
import type { Policy } from '../../lib/store/policy/read-policy.ts';
import { askToReach } from '../../lib/domain/permissions.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { isSameUser } from '../../lib/ibl/account/spelling.ts';
import { ask } from '../data/ask-background.ts';
import { fixedBy, withPolicy } from './locked-fields.ts';
import { EMPTY_FORM, type Form, type Problem } from './connect-types.ts';
import type { KeyAdviceModel } from './key-advice-model.ts';
import type { Live } from '../data/live.ts';

/** Which connection a form edits: a stored one by its id, or a new one. */
export type Of = { readonly id: string } | 'new';

interface Context {
  /** The values that the learner's organization has set. */
  readonly policy: Live<Policy>;
  /** What the server says about keys that were tried, in any form of the page. */
  readonly advice: KeyAdviceModel;
  /** Called after the form has been saved. */
  readonly done?: () => void;
  /** The values to fill in when nothing is stored. */
  readonly offered?: Partial<Form>;
}

export function createConnect(
  overview: Live<Overview>,
  of: Of,
  { policy, advice, done, offered }: Context,
) {
  const form = signal<Form>(EMPTY_FORM);
  const busy = signal(false);
  /** Why the last try failed, with the form that failed. Later typing changes no message. */
  const failed = signal<{ problem: Problem; form: Form } | null>(null);

  const connectionState = computed(() => {
    if (of === 'new') return null;
    const all = overview.value.value?.all ?? [];
    return all.find(({ connection: { id } }) => id === of.id) ?? null;
  });
  const connection = computed(() => connectionState.value?.connection ?? null);
  /** Fills the form once with the stored values. */
  const stop = effect(() => {
    const known = overview.value.value;
    const set = policy.value.value;
    if (!known || !set) return;
    const now = connection.peek();
    form.value = now ? filled(now) : { ...withPolicy(EMPTY_FORM, set, 'all'), ...offered };
    queueMicrotask(() => stop());
  });
  /** Keeps locked values in the form, also when the organization locks them later. */
  effect(() => {
    const set = policy.value.value;
    if (set) form.value = withPolicy(form.value, set, 'locked');
  });

  /** True while an empty key field means the stored key. */
  const keepsKey = computed(() => {
    const known = connection.value;
    if (!known?.connected) return false;
    const { org, username, address } = form.value;
    const typed = parseAddress(address.trim() || DEFAULT_BASE);
    const same = typed.ok && typed.base === known.base;
    return same && org.trim() === known.org && isSameUser(username, known.username);
  });

  /** Both usernames if saving would hand the connection to another person; otherwise null. */
  const otherUser = computed(() => {
    const known = connection.value?.username;
    const typed = form.value.username.trim();
    if (known === undefined || typed === '' || isSameUser(known, typed)) return null;
    return { typed, known };
  });

  /** Connects. Call this first in a click handler: the browser only asks for access there. */
  function connect(): Promise<void> {
    if (busy.value) return Promise.resolve();
    const allowed = reach(form.value.address);
    return finish(allowed, form.value);
  }

  async function finish(allowed: Promise<boolean>, typed: Form): Promise<void> {
    busy.value = true;
    failed.value = null;
    advice.clear();
    const problem = (await allowed) ? await tried(typed) : ({ kind: 'no-permission' } as const);
    await overview.refresh();
    const now = connection.value;
    void advice.look(typed, problem);
    if (problem) failed.value = { problem, form: typed };
    else if (now && form.value === typed) form.value = filled(now);
    busy.value = false;
    if (!problem) done?.();
  }

  async function tried(typed: Form): Promise<Problem | null> {
    const reply = await ask({
      type: 'connection/connect',
      id: connection.value?.id ?? null,
      ...typed,
      address: typed.address.trim(),
    });
    return reply.ok ? null : reply.why;
  }

  return {
    form,
    busy,
    failed,
    advice: advice.advice,
    connection,
    keepsKey,
    otherUser,
    /** The fields that the learner's organization has locked. */
    fixed: computed(() => fixedBy(policy.value.value)),
    health: computed(() => connectionState.value?.health ?? null),
    /** False until the stored connections and the policy have been read. */
    ready: computed(() => overview.value.value !== undefined && policy.value.value !== undefined),
    connect,
    /** Fills the form with the stored values. */
    reset(): void {
      const set = policy.value.value;
      const empty = set ? withPolicy(EMPTY_FORM, set, 'all') : EMPTY_FORM;
      form.value = connection.value ? filled(connection.value) : empty;
    },
    change: (part: Partial<Form>) => {
      form.value = { ...form.value, ...part };
    },
  };
}
export type ConnectModel = ReturnType<typeof createConnect>;

const filled = ({ org, username, base, mentor }: Connection): Form => ({
  org,
  username,
  key: '',
  address: base,
  mentor: mentor ?? '',
});

/**
 * Asks the browser for access to a server that is not ibl.ai's own. The worker rejects an invalid
 * address later.
 */
function reach(address: string): Promise<boolean> {
  const typed = parseAddress(address.trim() || DEFAULT_BASE);
  if (!typed.ok) return Promise.resolve(true);
  const { protocol, hostname } = new URL(typed.base);
  const ours = protocol === 'https:' && API_HOSTS.some((host) => host === hostname);
  return ours ? Promise.resolve(true) : askToReach(typed.base).catch(() => false);
}
