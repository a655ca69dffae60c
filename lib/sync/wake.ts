import { browser } from '../browser.ts';

export const ALARM = 'wake';
/** A packed Chromium stretches shorter alarms to this. */
export const SHORTEST_ALARM = 30_000;

/** It rings again until it is cleared: a worker may be stopped as soon as it was woken. */
const AGAIN = { periodInMinutes: SHORTEST_ALARM / 60_000 };

/**
 * Wakes the worker at a time: by a timer when that is soon, and by an alarm behind it, as a timer
 * dies with the worker.
 */
export function createWake(ring: () => void, name = ALARM) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    /** The one next time (ms), instead of any set before; null when there is nothing to wake for. */
    async set(due: number | null): Promise<void> {
      clearTimeout(timer);
      if (due === null) {
        await browser.alarms.clear(name);
        return;
      }
      const now = Date.now();
      // Timers drop fractions: one that rings before its time would be set again and again.
      const wait = Math.max(0, Math.ceil(due - now));
      if (wait < SHORTEST_ALARM) timer = setTimeout(ring, wait);
      const when = now + Math.max(wait, SHORTEST_ALARM);
      const set = await browser.alarms.get(name);
      // Behind a timer, an alarm made anew at each wake would never come: an earlier one stays.
      const stands = wait < SHORTEST_ALARM ? earlier(set, now, when) : set?.scheduledTime === when;
      if (stands) return;
      await browser.alarms.create(name, { when, ...AGAIN });
    },
    /** Before anything is changed: a worker that is stopped from now on is woken again. */
    async guard(): Promise<void> {
      const now = Date.now();
      if (earlier(await browser.alarms.get(name), now, Infinity)) return;
      await browser.alarms.create(name, { when: now + SHORTEST_ALARM, ...AGAIN });
    },
    stop: () => clearTimeout(timer),
  };
}

const earlier = (set: { scheduledTime: number } | undefined, now: number, when: number) =>
  set !== undefined && set.scheduledTime > now && set.scheduledTime <= when;
