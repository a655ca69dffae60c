import { computed, signal } from '@preact/signals';
import type { SiteInFront } from '../lib/messages.ts';
import { isInTab } from '../lib/send.ts';
import { ask } from './ask.ts';
import { followSite, type FollowProblem } from './follow-site.ts';
import { liveSites } from './stored.ts';

/** The page over which the popup was opened, while it is not read; and sites without access. */
export function createSiteHere(followed: () => Promise<void>) {
  const sites = liveSites();
  const front = signal<SiteInFront | null>(null);
  const problem = signal<{ readonly origin: string; readonly kind: FollowProblem['kind'] } | null>(
    null,
  );

  const here = computed<SiteInFront | null>(() => {
    const found = front.value;
    const known = sites.value.value?.find(({ origin }) => origin === found?.origin);
    if (!found || known?.state === 'followed') return null;
    return known ? { ...found, standing: known.state } : found;
  });

  return {
    here,
    problem,
    /** Other sites that are to be followed and may not be read. */
    others: computed(() =>
      (sites.value.value ?? []).flatMap(({ origin, state }) =>
        state === 'needs-access' && origin !== here.value?.origin ? [origin] : [],
      ),
    ),
    async look(): Promise<void> {
      if (await isInTab()) return;
      const found = await ask({ type: 'site/look' });
      front.value = found && 'origin' in found ? found : null;
    },
    /** To be called in a click, before anything else. */
    follow: (origin: string): Promise<void> => finish(origin, followSite(origin)),
  };

  async function finish(origin: string, following: Promise<FollowProblem | null>): Promise<void> {
    problem.value = null;
    const why = await following;
    await sites.refresh();
    if (why) problem.value = { origin, kind: why.kind };
    else await followed();
  }
}
export type SiteHereModel = ReturnType<typeof createSiteHere>;
