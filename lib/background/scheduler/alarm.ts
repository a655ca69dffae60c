import { browser, type Alarms } from '../../browser.ts';
import { tellEngineer } from '../../shared/tell-engineer.ts';
import { withLimit } from '../../shared/time-limit.ts';

export const ALARM = 'wake';
/** A packed Chromium stretches shorter alarms to this. */
export const SHORTEST_ALARM = 30_000;

/** It rings again until it is cleared: a worker may be stopped as soon as it was woken. */
const AGAIN = { periodInMinutes: SHORTEST_ALARM / 60_000 };

/**
 * Wakes the worker at a time: by a timer when that is soon, and by an alarm behind it, as a timer
 * dies with the worker. A browser that refuses, or does not answer, keeps nobody waiting.
 */
export function createWake(ring: () => void, name = ALARM) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  // A browser that does not say which alarm stands gets another one, in the same name.
  const standing = (): Promise<Alarms.Alarm | undefined> =>
    withLimit(() => browser.alarms.get(name)).catch(() => undefined);
  const create = (when: number): Promise<void> =>
    withLimit(async () => browser.alarms.create(name, { when, ...AGAIN })).catch(tellEngineer);

  return {
    /** The one next time (ms), instead of any set before; null when there is nothing to wake for. */
    async set(due: number | null): Promise<void> {
      clearTimeout(timer);
      if (due === null) {
        await withLimit(() => browser.alarms.clear(name)).catch(tellEngineer);
        return;
      }
      const now = Date.now();
      // Timers drop fractions: one that rings before its time would be set again and again.
      const wait = Math.max(0, Math.ceil(due - now));
      if (wait < SHORTEST_ALARM) timer = setTimeout(ring, wait);
      const when = now + Math.max(wait, SHORTEST_ALARM);
      const set = await standing();
      // Behind a timer, an alarm made anew at each wake would never come: an earlier one stays.
      const stands = wait < SHORTEST_ALARM ? earlier(set, now, when) : set?.scheduledTime === when;
      if (stands) return;
      await create(when);
    },
    /** Before anything is changed: a worker that is stopped from now on is woken again. */
    async guard(): Promise<void> {
      const now = Date.now();
      if (earlier(await standing(), now, Infinity)) return;
      await create(now + SHORTEST_ALARM);
    },
    stop: () => clearTimeout(timer),
  };
}

const earlier = (set: { scheduledTime: number } | undefined, now: number, when: number) =>
  set !== undefined && set.scheduledTime > now && set.scheduledTime <= when;
