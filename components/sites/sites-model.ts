import { computed, signal } from '@preact/signals';
import { parseSite, type SiteFault } from '../../lib/edx/sites/site-origin.ts';
import { ALL_PORTS } from '../../lib/domain/permissions.ts';
import type { OwnMessage } from '../../lib/messages/requests.ts';
import { ask, isUnanswered, NO_ANSWER } from '../data/ask-background.ts';
import { followSite, type FollowProblem } from './request-access.ts';
import { liveSites } from '../data/live-items.ts';

/** What went wrong last, in the field or with a site. */
export type SitesProblem =
  | { readonly at: 'field'; readonly fault: SiteFault }
  | { readonly at: string; readonly fault: FollowProblem['kind'] };

export function createSites() {
  const list = liveSites();
  const typed = signal('');
  const problem = signal<SitesProblem | null>(null);
  /** The site that the learner added last, so that the screen says so. */
  const added = signal<string | null>(null);

  async function settle(
    origin: string,
    following: Promise<FollowProblem | null>,
  ): Promise<boolean> {
    problem.value = null;
    added.value = null;
    const why = await following;
    await list.refresh();
    if (why) problem.value = { at: origin, fault: why.kind };
    return why === null;
  }

  async function act(message: OwnMessage, origin: string): Promise<void> {
    await settle(
      origin,
      ask(message).then((reply) => (isUnanswered(reply) ? NO_ANSWER : null)),
    );
  }

  return {
    list: list.value,
    typed,
    problem,
    added,
    /** Whether the browser can only be asked for all ports, and the typed address names one. */
    allPorts: computed(() => {
      const parsed = parseSite(typed.value);
      return ALL_PORTS && parsed.ok && new URL(parsed.origin).port !== '';
    }),
    change(text: string): void {
      typed.value = text;
      if (problem.value?.at === 'field') problem.value = null;
    },
    /** Adds the typed site. Call this first in a click handler, because the browser is asked. */
    add(): Promise<void> {
      const parsed = parseSite(typed.value);
      if (parsed.ok) return addSite(parsed.origin, followSite(parsed.origin));
      problem.value = { at: 'field', fault: parsed.fault };
      added.value = null;
      return Promise.resolve();
    },
    /** Follows a site. Call this first in a click handler, because the browser is asked. */
    async follow(origin: string): Promise<void> {
      await settle(origin, followSite(origin));
    },
    turnOff: (origin: string, forget: boolean) => act({ type: 'site/off', origin, forget }, origin),
    pause: (origin: string, paused: boolean) => act({ type: 'site/pause', origin, paused }, origin),
    askAgain: (origin: string) => act({ type: 'account/forget', site: origin }, origin),
    remove: (origin: string) => act({ type: 'site/remove', origin }, origin),
  };

  async function addSite(origin: string, following: Promise<FollowProblem | null>): Promise<void> {
    const before = typed.value;
    if (!(await settle(origin, following))) return;
    added.value = origin;
    if (typed.value === before) typed.value = '';
  }
}
export type SitesModel = ReturnType<typeof createSites>;
