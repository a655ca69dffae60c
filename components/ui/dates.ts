import { i18n } from '#i18n';

/* Formats times (ms) in the language of the screen. */

const written = (style: Intl.DateTimeFormatOptions) => (at: number) =>
  new Intl.DateTimeFormat(i18n.t('language'), style).format(at);

export const dateOf = written({ dateStyle: 'full' });
export const shortDateOf = written({ weekday: 'short', day: 'numeric', month: 'short' });
export const toTheMinute = written({ dateStyle: 'medium', timeStyle: 'short' });
export const timeOfDay = written({ timeStyle: 'short' });
export const monthOf = written({ month: 'short' });
export const weekdayOf = written({ weekday: 'short' });

const SOON = 6 * 86_400_000;

/**
 * Returns a time of today as `today at 10:00 AM`, one within six days as `Tuesday 10:00 AM`, and
 * any other as a date.
 */
export function dayOf(at: number, now: number): string {
  if (new Date(at).toDateString() === new Date(now).toDateString()) {
    return i18n.t('common.todayAt', [timeOfDay(at)]);
  }
  const style =
    Math.abs(at - now) < SOON
      ? ({ weekday: 'long', hour: 'numeric', minute: '2-digit' } as const)
      : ({ dateStyle: 'long' } as const);
  return new Intl.DateTimeFormat(i18n.t('language'), style).format(at);
}
