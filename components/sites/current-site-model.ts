import { computed, signal } from '@preact/signals';
import type { SiteInFront } from '../../lib/messages/replies.ts';
import type { PauseLength } from '../../lib/shared/pause-length.ts';
import { isInTab } from '../data/browser.ts';
import { ask, NO_ANSWER } from '../data/ask-background.ts';
import { allowSites, followSite, type FollowProblem } from './request-access.ts';
import { liveSites } from '../data/live-items.ts';

/** `pausedUntil`: when a paused site is followed again by itself (ms), or null. */
type Here = SiteInFront & { readonly pausedUntil: number | null };

/** A page of a site that could be followed and is not. */
type Unfollowed = Here & { readonly state: 'new' | 'off' | 'from-file' | 'paused' };

/**
 * Creates the model of the page under the popup while Waypoint does not read it, and of the sites
 * that lack access.
 */
export function createCurrentSite(followed: () => Promise<void>) {
  const sites = liveSites();
  const front = signal<SiteInFront | null>(null);
  const problem = signal<FollowProblem['kind'] | null>(null);

  /** The site as it is now. It may have been turned off or on since the popup looked. */
  const here = computed<Here | null>(() => {
    const found = front.value;
    const known = sites.value.value?.find(({ origin }) => origin === found?.origin);
    if (!found) return null;
    // A kept-out site is followed as well, so its state says nothing new.
    const pausedUntil = known?.pausedUntil ?? null;
    if (known?.state === 'followed') {
      return found.state === 'kept-out' ? { ...found, pausedUntil } : null;
    }
    return { ...found, state: known?.state ?? found.state, pausedUntil };
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

  async function setPaused(
    origin: string,
    paused: boolean,
    length: PauseLength = 'endless',
  ): Promise<void> {
    problem.value = null;
    const reply = await ask({ type: 'site/pause', origin, paused, length });
    if (reply !== null) problem.value = NO_ANSWER.kind;
    await sites.refresh();
    await look();
    await followed();
  }

  return {
    /** Whether Waypoint does not read the page in front and the popup says why. */
    isUnread: computed(() => here.value !== null),
    unfollowed: computed(() => (isUnfollowed(here.value) ? here.value : null)),
    /** Whether the site is followed, but the browser or an organization keeps Waypoint out. */
    isKeptOut: computed(() => here.value?.state === 'kept-out'),
    /** Sites that are followed but that Waypoint may not read. */
    lacking: computed(() =>
      (sites.value.value ?? []).flatMap(({ origin, state }) =>
        state === 'needs-access' ? [origin] : [],
      ),
    ),
    problem,
    look,
    pause: (origin: string, length: PauseLength) => setPaused(origin, true, length),
    resume: (origin: string) => setPaused(origin, false),
    /** Follows a site. Call this first in a click handler: the browser is asked. */
    follow: (origin: string): Promise<void> => finish(followSite(origin)),
    /** Asks for access to sites. Call this first in a click handler: the browser is asked. */
    allow: (origins: readonly string[]): Promise<void> => finish(allowSites(origins)),
  };
}

function isUnfollowed(site: Here | null): site is Unfollowed {
  return site !== null && !['needs-access', 'kept-out'].includes(site.state);
}
export type CurrentSiteModel = ReturnType<typeof createCurrentSite>;
