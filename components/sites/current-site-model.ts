import { computed, signal } from '@preact/signals';
import type { SiteInFront } from '../../lib/messages/replies.ts';
import { isInTab } from '../data/browser.ts';
import { ask, NO_ANSWER } from '../data/ask-background.ts';
import { allowSites, followSite, type FollowProblem } from './request-access.ts';
import { liveSites } from '../data/live-items.ts';

/** A page that could be followed and is not. */
type Unfollowed = SiteInFront & { readonly standing: 'new' | 'off' | 'from-file' | 'paused' };

/** The page over which the popup was opened, while it is not read; and sites without access. */
export function createSiteHere(followed: () => Promise<void>) {
  const sites = liveSites();
  const front = signal<SiteInFront | null>(null);
  const problem = signal<FollowProblem['kind'] | null>(null);

  /** As it is now: it may have been turned off, or on, since the popup looked. */
  const here = computed<SiteInFront | null>(() => {
    const found = front.value;
    const known = sites.value.value?.find(({ origin }) => origin === found?.origin);
    if (!found) return null;
    // That it is followed is what it is kept out of.
    if (known?.state === 'followed') return found.standing === 'kept-out' ? found : null;
    return known ? { ...found, standing: known.state } : found;
  });

  async function finish(following: Promise<FollowProblem | null>): Promise<void> {
    problem.value = null;
    const why = await following;
    await sites.refresh();
    if (why) problem.value = why.kind;
    else await followed();
  }

  async function look(): Promise<void> {
    if (await isInTab()) return;
    const found = await ask({ type: 'site/look' });
    front.value = found && 'origin' in found ? found : null;
  }

  async function setPaused(origin: string, paused: boolean): Promise<void> {
    problem.value = null;
    const reply = await ask({ type: 'site/pause', origin, paused });
    if (reply !== null) problem.value = NO_ANSWER.kind;
    await sites.refresh();
    await look();
    await followed();
  }

  return {
    /** The page in front is not read, and the popup says why. */
    isUnread: computed(() => here.value !== null),
    unfollowed: computed(() => (isUnfollowed(here.value) ? here.value : null)),
    /** It is followed, and the browser or an organization lets nothing be read on this page. */
    isKeptOut: computed(() => here.value?.standing === 'kept-out'),
    /** Sites that are to be followed and may not be read. */
    lacking: computed(() =>
      (sites.value.value ?? []).flatMap(({ origin, state }) =>
        state === 'needs-access' ? [origin] : [],
      ),
    ),
    problem,
    look,
    pause: (origin: string) => setPaused(origin, true),
    resume: (origin: string) => setPaused(origin, false),
    /** To be called in a click, before anything else. */
    follow: (origin: string): Promise<void> => finish(followSite(origin)),
    /** To be called in a click, before anything else. */
    allow: (origins: readonly string[]): Promise<void> => finish(allowSites(origins)),
  };
}

function isUnfollowed(site: SiteInFront | null): site is Unfollowed {
  return site !== null && !['needs-access', 'kept-out'].includes(site.standing);
}
export type SiteHereModel = ReturnType<typeof createSiteHere>;
