import { computed, effect, signal } from '@preact/signals';
import { firstSaveShown } from '../../lib/store/items/first-save-shown.ts';
import { tabsSeen, type Seen } from '../../lib/store/items/tabs.ts';
import type { Place } from '../../lib/edx/place.ts';
import type { PauseLength } from '../../lib/shared/pause-length.ts';
import { frontTab, isInTab } from '../data/browser.ts';
import { lookAtSeen, type Overview } from '../../lib/domain/overview.ts';
import { blockedSite, statusOf, textOf, type Status } from '../../lib/domain/place-status.ts';
import { mentorPageOf } from '../../lib/domain/mentor-page.ts';
import { isUnit } from '../../lib/domain/place-from-report.ts';
import { createAction } from '../data/action.ts';
import { isUnanswered } from '../data/ask-background.ts';
import { live, type Live } from '../data/live.ts';

/** Which page the popup is about. */
type Subject =
  /** Not known yet. */
  | { readonly kind: 'looking' }
  | { readonly kind: 'tab'; readonly tabId: number; readonly looked: boolean }
  /** The popup is open in a tab itself, so the newest report says where the learner is. */
  | { readonly kind: 'newest' }
  | { readonly kind: 'none' };

export function createPlace(overview: Live<Overview>) {
  const tabs = live(() => tabsSeen.read(), [(changed) => tabsSeen.watch(changed)]);
  const subject = signal<Subject>({ kind: 'looking' });
  const { act, noAnswer } = createAction();
  /** Sites on which the learner said that the account is not theirs. */
  const denied = signal<readonly string[]>([]);

  async function look(): Promise<void> {
    const looking = act({ type: 'now/look' });
    if (await isInTab()) {
      subject.value = { kind: 'newest' };
      await looking;
      return;
    }
    // Shows what was last seen in the tab while the worker asks the tab.
    const front = await frontTab();
    if (front !== null) subject.value = { kind: 'tab', tabId: front, looked: false };
    const found = await looking;
    if (isUnanswered(found)) return;
    await tabs.refresh();
    subject.value = found === null ? { kind: 'none' } : { kind: 'tab', tabId: found, looked: true };
  }

  /** What the page shows; null if Waypoint does not read it, undefined while that is unknown. */
  const seen = computed<Seen | null | undefined>(() => {
    const all = tabs.value.value?.tabs;
    const { value } = subject;
    if (!all || value.kind === 'looking') return undefined;
    if (value.kind === 'none') return null;
    if (value.kind === 'newest') return all.at(-1)?.seen ?? null;
    return all.find(({ tabId }) => tabId === value.tabId)?.seen;
  });

  const status = computed<Status | { kind: 'looking' } | undefined>(() => {
    const all = overview.value.value;
    if (!all) return undefined;
    const found = statusOf(all, seen.value ?? null);
    return found.kind === 'no-course' && seen.value === undefined ? { kind: 'looking' } : found;
  });

  /** Null while Waypoint is paused or asks about the site's account: it reads nothing then. */
  const place = computed(() => {
    const shown = seen.value;
    const all = overview.value.value;
    if (shown?.kind !== 'place' || all?.paused || (all && blockedSite(all, shown))) return null;
    return shown.place;
  });

  /** The site of the page in front; null if no course was seen there. */
  const siteInFront = computed(() => (seen.value?.kind === 'place' ? seen.value.place.site : null));

  /** The connection that the place goes to, and its state. */
  const school = computed(() => {
    const all = overview.value.value;
    return all && lookAtSeen(all, seen.value ?? null);
  });

  /** The address of the mentor's page; null unless a school is connected and its page is known. */
  const mentor = computed(() => {
    const connection = school.value?.connection;
    return connection?.connected ? mentorPageOf(connection) : null;
  });

  const text = computed(() => {
    const all = overview.value.value;
    return all && place.value && isUnit(place.value) ? textOf(all, place.value) : null;
  });

  /** Whether this popup announces the first place that was saved. */
  const wasShown = live(() => firstSaveShown.read(), []);
  const first = signal(false);
  effect(() => {
    if (wasShown.value.value !== false || status.value?.kind !== 'saved' || first.peek()) return;
    first.value = true;
    void firstSaveShown.write(true);
  });

  return {
    overview: overview.value,
    siteInFront,
    school,
    status,
    place,
    mentor,
    /** What "Copy for my mentor" copies; null outside a unit. */
    text,
    first,
    noAnswer,
    denied,
    look,
    async confirmAccount(site: string): Promise<void> {
      await act({ type: 'account/confirm', site });
      await look();
    },
    denyAccount(site: string): void {
      denied.value = [...denied.value, site];
    },
    /** Follows the course in front again, after the learner unfollowed it. */
    async followAgain(): Promise<void> {
      const now = status.value;
      if (now?.kind === 'not-followed') {
        await act({ type: 'course/follow', courseKey: now.courseKey });
      }
    },
    async pauseCourse(
      { courseKey, courseTitle: title = courseKey }: Place,
      length: PauseLength,
    ): Promise<void> {
      await act({ type: 'course/pause', courseKey, title, paused: true, length });
    },
    async resumeCourse(): Promise<void> {
      const now = status.value;
      if (now?.kind !== 'course-paused') return;
      const { courseKey } = now;
      await act({ type: 'course/pause', courseKey, title: courseKey, paused: false });
    },
    tryAgain: () => act({ type: 'send/try-again' }),
    discard: () => act({ type: 'send/discard' }),
    async pause(paused: boolean, length: PauseLength = 'endless'): Promise<void> {
      await act({ type: 'pause/set', paused, length });
      if (!paused) await look();
    },
  };
}
export type PlaceModel = ReturnType<typeof createPlace>;
