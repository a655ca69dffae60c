import { signal, type ReadonlySignal } from '@preact/signals';
import { i18n } from '#i18n';

const STEPS = [
  ['minute', 60_000, 3_600_000],
  ['hour', 3_600_000, 86_400_000],
  ['day', 86_400_000, 30 * 86_400_000],
] as const;

/** Returns the largest unit of a length of time, and how long (ms) one of it is. */
const unitOf = (length: number) => STEPS.find(([, , limit]) => length < limit) ?? STEPS[2];

const written = (at: number, style: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(i18n.t('language'), style).format(at);

const relative = (units: number, unit: (typeof STEPS)[number][0]): string =>
  new Intl.RelativeTimeFormat(i18n.t('language')).format(units, unit);

/** Returns how long ago a time was, in words; a time further back as its date. */
export function ago(at: number, now: number): string {
  const passed = now - at;
  if (passed < 60_000) return i18n.t('common.justNow');
  const [unit, one, limit] = unitOf(passed);
  return passed < limit
    ? relative(-Math.floor(passed / one), unit)
    : written(at, { dateStyle: 'long' });
}

/** Returns a future time in words: `in 5 minutes`. Null if it is past or within a minute. */
export function inTime(at: number, now: number): string | null {
  const left = at - now;
  if (left < 60_000) return null;
  const [unit, one] = unitOf(left);
  return relative(Math.ceil(left / one), unit);
}

/** Returns a time of today or tomorrow: `3:38 PM`, `tomorrow at 12:00 AM`. */
export function until(at: number, now: number): string {
  const time = written(at, { timeStyle: 'short' });
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? time : i18n.t('common.tomorrowAt', [time]);
}

/** Returns how long something has lasted: `5 minutes`. Null below a minute. */
export function lasting(since: number, now: number): string | null {
  const passed = now - since;
  if (passed < 60_000) return null;
  const [unit, one] = unitOf(passed);
  const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(i18n.t('language'), style).format(Math.floor(passed / one));
}

export const exactly = (at: number): string =>
  written(at, { dateStyle: 'medium', timeStyle: 'medium' });

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
