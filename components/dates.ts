import { i18n } from '#i18n';

/* Parts of a time (ms), as they are written in the language of the screen. */

const written = (style: Intl.DateTimeFormatOptions) => (at: number) =>
  new Intl.DateTimeFormat(i18n.t('language'), style).format(at);

export const dateOf = written({ dateStyle: 'full' });
export const shortDateOf = written({ weekday: 'short', day: 'numeric', month: 'short' });
export const timeOfDay = written({ timeStyle: 'short' });
export const monthOf = written({ month: 'short' });
export const weekdayOf = written({ weekday: 'short' });
