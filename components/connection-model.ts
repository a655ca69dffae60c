import { computed, effect, signal } from '@preact/signals';
import { parseAddress } from '../lib/ibl/address.ts';
import { API_HOSTS, DEFAULT_BASE } from '../lib/ibl/hosts.ts';
import type { ConnectFault } from '../lib/messages.ts';
import type { Connection } from '../lib/store/connections.ts';
import { askToReach } from '../lib/sync/access.ts';
import type { Overview } from '../lib/sync/status.ts';
import { ask, NO_ANSWER } from './ask.ts';
import { fixedBy, isElsewhere, withPolicy } from './connection-policy.ts';
import type { Live } from './live.ts';
import { livePolicy } from './stored.ts';

export interface Form {
  readonly org: string;
  readonly username: string;
  readonly key: string;
  readonly address: string;
}
export type Problem = ConnectFault | typeof NO_ANSWER;

const EMPTY: Form = { org: '', username: '', key: '', address: DEFAULT_BASE };

export function createConnection(overview: Live<Overview>) {
  const form = signal<Form>(EMPTY);
  const busy = signal(false);
  /** Why the last try failed, and the form it failed with: what is typed since changes no sentence. */
  const failed = signal<{ problem: Problem; form: Form } | null>(null);

  const policy = livePolicy();

  const connection = computed(() => overview.value.value?.connection ?? null);
  /** Fills the form once with what is stored. */
  const stop = effect(() => {
    const known = overview.value.value;
    const set = policy.value.value;
    if (!known || !set) return;
    if (known.connection) form.value = filled(known.connection);
    else if (form.peek() === EMPTY) form.value = withPolicy(EMPTY, set, 'all');
    queueMicrotask(() => stop());
  });
  /** What is locked is always so in the form, also when it was locked a moment ago. */
  effect(() => {
    const set = policy.value.value;
    if (set) form.value = withPolicy(form.value, set, 'locked');
  });

  /** True while an empty key field means the key that is stored. */
  const keepsKey = computed(() => {
    const known = connection.value;
    if (!known?.connected) return false;
    const { org, username, address } = form.value;
    const typed = parseAddress(address.trim() || DEFAULT_BASE);
    const same = typed.ok && typed.base === known.base;
    return same && org.trim() === known.org && username.trim() === known.username;
  });

  /** To be called in a click, before anything else: only there the browser lets itself be asked. */
  function connect(): Promise<void> {
    if (busy.value) return Promise.resolve();
    const allowed = reach(form.value.address);
    return finish(allowed, form.value);
  }

  async function finish(allowed: Promise<boolean>, typed: Form): Promise<void> {
    busy.value = true;
    failed.value = null;
    const problem = (await allowed) ? await tried(typed) : ({ kind: 'no-permission' } as const);
    await overview.refresh();
    const now = connection.value;
    if (problem) failed.value = { problem, form: typed };
    else if (now && form.value === typed) form.value = filled(now);
    busy.value = false;
  }

  async function tried(typed: Form): Promise<Problem | null> {
    const reply = await ask({
      type: 'connection/connect',
      ...typed,
      address: typed.address.trim(),
    });
    return reply.ok ? null : reply.why;
  }

  return {
    form,
    busy,
    failed,
    connection,
    keepsKey,
    /** Fields that the learner's organization has set, and locked. */
    fixed: computed(() => fixedBy(policy.value.value)),
    elsewhere: computed(() => isElsewhere(policy.value.value, connection.value)),
    health: computed(() => overview.value.value?.health ?? null),
    /** False until it is known what is stored. */
    ready: computed(() => overview.value.value !== undefined && policy.value.value !== undefined),
    connect,
    change: (part: Partial<Form>) => {
      form.value = { ...form.value, ...part };
    },
    async disconnect(): Promise<void> {
      failed.value = null;
      const reply = await ask({ type: 'connection/disconnect' });
      await overview.refresh();
      if (reply !== null) failed.value = { problem: NO_ANSWER, form: form.value };
    },
  };
}
export type ConnectionModel = ReturnType<typeof createConnection>;

const filled = ({ org, username, base }: Connection): Form => ({
  org,
  username,
  key: '',
  address: base,
});

/** Asks the browser for a server that is not ibl.ai's own. An address that is none is refused later. */
function reach(address: string): Promise<boolean> {
  const typed = parseAddress(address.trim() || DEFAULT_BASE);
  if (!typed.ok) return Promise.resolve(true);
  const { protocol, hostname } = new URL(typed.base);
  const ours = protocol === 'https:' && API_HOSTS.some((host) => host === hostname);
  return ours ? Promise.resolve(true) : askToReach(typed.base).catch(() => false);
}
