import { computed, signal } from '@preact/signals';
import { isInTab, openForm } from '../data/browser.ts';
import { endsSoon, type Connection } from '../../lib/store/items/connections.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import type { Live } from '../data/live.ts';
import { lookForSignIn, type Offer } from './look-for-sign-in.ts';

type Source = Extract<Connection['source'], { readonly kind: 'sign-in' }>;

/** Creates the model of the ibl.ai sign-in in front, and of the end of the sign-in in use. */
export function createSignIn(overview: Live<Overview>) {
  const front = signal<Offer | null>(null);

  /** True while the connection works, so that places can arrive. */
  const isWell = computed(() => {
    const now = overview.value.value;
    return now?.connection?.connected === true && !now.health.stop;
  });

  /** The sign-in to show. A learner whose connection works only sees one that Waypoint can take. */
  const offer = computed(() => {
    const found = front.value;
    return found?.kind === 'ready' || !isWell.value ? found : null;
  });

  /**
   * The sign-in in use if it ends soon or has ended. Null if the server refused it, because the
   * status says so.
   */
  const ending = computed<Source | null>(() => {
    if (offer.value) return null;
    for (const { connection, health } of overview.value.value?.all ?? []) {
      const { connected, source } = connection;
      if (!connected || health.stop || source.kind !== 'sign-in') continue;
      if (endsSoon(source, Date.now())) return source;
    }
    return null;
  });

  return {
    offer,
    ending,
    async look(): Promise<void> {
      if (!(await isInTab())) front.value = await lookForSignIn(false);
    },
    /** Hides the sign-in, after the learner said no. */
    dismiss(): void {
      front.value = null;
    },
    openForm: (username: string | null) => openForm(username === null ? {} : { username }),
  };
}
export type SignInModel = ReturnType<typeof createSignIn>;
