import { browser, type Alarms } from '../../browser.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { withLimit } from '../../shared/time-limit.ts';

/** Shortest alarm (ms). A packed Chromium stretches shorter alarms to this. */
export const SHORTEST_ALARM = 30_000;

/** Repeats an alarm until it is cleared: the browser may stop a worker as soon as it was woken. */
const AGAIN = { periodInMinutes: SHORTEST_ALARM / 60_000 };

/**
 * Wakes the worker at a time: by a timer if that is soon, and by an alarm behind it, because a
 * timer ends with the worker. A browser that refuses, or does not answer, does not block the
 * caller.
 */
export function createAlarm(name: string, ring: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  // If the browser does not say which alarm is set, Waypoint sets another one with the same name.
  const currentAlarm = (): Promise<Alarms.Alarm | undefined> =>
    withLimit(() => browser.alarms.get(name)).catch(() => undefined);
  const create = (when: number): Promise<void> =>
    withLimit(async () => browser.alarms.create(name, { when, ...AGAIN })).catch(tellEngineer);

  return {
    /** Sets the next time (ms), which replaces any other; null if there is nothing to wake for. */
    async set(due: number | null): Promise<void> {
      clearTimeout(timer);
      if (due === null) {
        await withLimit(() => browser.alarms.clear(name)).catch(tellEngineer);
        return;
      }
      const now = Date.now();
      // Timers drop fractions of a millisecond. A timer that rings too early would be set again and
      // again.
      const wait = Math.max(0, Math.ceil(due - now));
      if (wait < SHORTEST_ALARM) timer = setTimeout(ring, wait);
      const when = now + Math.max(wait, SHORTEST_ALARM);
      const set = await currentAlarm();
      // Keeps an earlier alarm behind a timer. An alarm that each wake-up replaced would never
      // ring.
      const stands = wait < SHORTEST_ALARM ? earlier(set, now, when) : set?.scheduledTime === when;
      if (stands) return;
      await create(when);
    },
    /**
     * Makes sure that an alarm is set. Call it before anything is changed, so that a worker that is
     * stopped from then on is woken again.
     */
    async guard(): Promise<void> {
      const now = Date.now();
      if (earlier(await currentAlarm(), now, Infinity)) return;
      await create(now + SHORTEST_ALARM);
    },
    stop: () => clearTimeout(timer),
  };
}

const earlier = (set: { scheduledTime: number } | undefined, now: number, when: number) =>
  set !== undefined && set.scheduledTime > now && set.scheduledTime <= when;
