import { computed, effect, signal } from '@preact/signals';
import { DEFAULT_BASE } from '../../lib/ibl/account/hosts.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { signInPageOf } from '../../lib/domain/mentor-page.ts';
import { askToRead, isReadable } from '../../lib/domain/permissions.ts';
import { LONGEST_SEARCH, signInSearch } from '../../lib/store/items/sign-in-search.ts';
import type { Policy } from '../../lib/store/policy/read-policy.ts';
import { comeToFront, openTab } from '../data/browser.ts';
import { createAction } from '../data/action.ts';
import { live, type Live } from '../data/live.ts';
import { lookForSignIn, type Offer } from './look-for-sign-in.ts';

/**
 * How often this page asks the worker to look (ms). A page of ibl.ai may store its sign-in without
 * going to another address, so no event of the browser tells of it.
 */
const EVERY = 2000;

/**
 * Creates the model of a search for the learner's sign-in: one click opens the page on which they
 * sign in, and Waypoint looks there until it finds a sign-in, the learner cancels, the tab is closed
 * or the time is over. The search is stored: the worker ends it even if this page is closed, and
 * another options page goes on with it.
 */
export function createSignInSearch(overview: Live<Overview>, policy: Live<Policy>) {
  const stored = live(() => signInSearch.read(), [(changed) => signInSearch.watch(changed)]);
  const { act, noAnswer } = createAction();
  const found = signal<Offer | null>(null);
  /** Why there is no search any more, if the learner did not end it. */
  const problem = signal<'refused' | 'over' | null>(null);
  const search = computed(() => {
    const now = stored.value.value;
    return now && now.tabId !== null ? now : null;
  });
  const isOn = computed(() => search.value !== null);

  /** The page that is opened; null if Waypoint knows no page on which this learner signs in. */
  const page = computed(() => {
    const all = overview.value.value?.all ?? [];
    const known = all.find(({ connection }) => !connection.connected) ?? all[0];
    const base = known?.connection.base ?? policy.value.value?.address?.value ?? DEFAULT_BASE;
    return signInPageOf(known?.connection, base);
  });
  /** Whether Waypoint could read the page before the learner asked for a search. */
  let stays = false;

  async function look(): Promise<void> {
    const before = found.peek();
    const now = await lookForSignIn(true);
    if (!isOn.peek()) return;
    found.value = now;
    if (now?.kind === 'ready' && before?.kind !== 'ready') await comeToFront();
  }

  const lookAgain = () => void look();
  let isCancelled = false;
  effect(() => {
    if (!isOn.value) return undefined;
    problem.value = null;
    isCancelled = false;
    lookAgain();
    const timer = setInterval(lookAgain, EVERY);
    addEventListener('focus', lookAgain);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', lookAgain);
      // A search that found a sign-in ends because the learner has connected with it.
      if (!isCancelled && found.peek()?.kind !== 'ready') problem.value = 'over';
      found.value = null;
    };
  });

  async function begin(at: string, asked: Promise<boolean>): Promise<void> {
    const old = await signInSearch.read();
    const until = Date.now() + LONGEST_SEARCH;
    const begun = { page: at, tabId: null, until, stays: old?.stays ?? stays };
    // Stored while the browser asks, so that the worker gives the access back in any case. The look
    // lets the worker know of it.
    await signInSearch.write(begun);
    void lookForSignIn(true);
    if (await asked) {
      await signInSearch.write({ ...begun, tabId: await openTab(`${at}/`) });
      return;
    }
    await act({ type: 'sign-in/end' });
    problem.value = 'refused';
  }

  return {
    page,
    search,
    found,
    problem,
    noAnswer,
    /** Finds out what a click has no time to ask. Call this whenever the button is shown. */
    async readAhead(): Promise<void> {
      stays = page.value !== null && (await isReadable(page.value));
    },
    /** Call this first in a click handler: the browser only asks for access there. */
    start(): void {
      const at = page.value;
      if (at === null) return;
      const asked = askToRead([at]).catch(() => false);
      problem.value = null;
      void begin(at, asked);
    },
    async cancel(): Promise<void> {
      isCancelled = true;
      await act({ type: 'sign-in/end' });
    },
  };
}
export type SignInSearchModel = ReturnType<typeof createSignInSearch>;
