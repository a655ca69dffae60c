import { i18n } from '#i18n';

const SOON = 6 * 86_400_000;

/** A time within a week as its weekday and hour, `Tuesday 10:00 AM`; another one as its date. */
export function dayOf(at: number, now: number): string {
  const style =
    Math.abs(at - now) < SOON
      ? ({ weekday: 'long', hour: 'numeric', minute: '2-digit' } as const)
      : ({ dateStyle: 'long' } as const);
  return new Intl.DateTimeFormat(i18n.t('language'), style).format(at);
}
