import { signal, type ReadonlySignal } from '@preact/signals';
import { i18n } from '#i18n';

const STEPS = [
  ['minute', 60_000, 3_600_000],
  ['hour', 3_600_000, 86_400_000],
  ['day', 86_400_000, 30 * 86_400_000],
] as const;

/** Returns how long ago a time was, in words; a time further back as its date. */
export function ago(at: number, now: number): string {
  const passed = now - at;
  if (passed < 60_000) return i18n.t('common.justNow');
  const language = i18n.t('language');
  for (const [unit, one, limit] of STEPS) {
    if (passed < limit) {
      const words = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
      return words.format(-Math.floor(passed / one), unit);
    }
  }
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(at);
}

/** Returns a future time in words: `in 5 minutes`. Null if it is past or within a minute. */
export function inTime(at: number, now: number): string | null {
  const left = at - now;
  if (left < 60_000) return null;
  const words = new Intl.RelativeTimeFormat(i18n.t('language'), { numeric: 'always' });
  const [unit, one] = STEPS.find(([, , limit]) => left < limit) ?? STEPS[2];
  return words.format(Math.ceil(left / one), unit);
}

/** Returns a time of today or tomorrow: `3:38 PM`, `tomorrow at 12:00 AM`. */
export function until(at: number, now: number): string {
  const time = new Intl.DateTimeFormat(i18n.t('language'), { timeStyle: 'short' }).format(at);
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? time : i18n.t('common.tomorrowAt', [time]);
}

/** Returns how long something has lasted: `5 minutes`. Null below a minute. */
export function lasting(since: number, now: number): string | null {
  const passed = now - since;
  if (passed < 60_000) return null;
  const [unit, one] = STEPS.find(([, , limit]) => passed < limit) ?? STEPS[2];
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(i18n.t('language'), style).format(Math.floor(passed / one));
}

export function exactly(at: number): string {
  const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat(i18n.t('language'), style).format(at);
}

/**
 * Returns the current time (ms), updated every `step` ms. It ticks only while something on the
 * screen uses it.
 */
function ticking(step: number): ReadonlySignal<number> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const now = signal(Date.now(), {
    watched() {
      this.value = Date.now();
      timer = setInterval(() => (this.value = Date.now()), step);
    },
    unwatched: () => clearInterval(timer),
  });
  return now;
}

/** For times that are shown in minutes. */
export const clock = ticking(15_000);
/** For a countdown in seconds. */
export const seconds = ticking(250);

export function Ago({ at }: { at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at)}>
      {ago(at, clock.value)}
    </time>
  );
}
