import { i18n } from '#i18n';
import { clock, until } from '../ui/time.tsx';

/** Returns the state of a paused site or course, with the end of its pause if there is one. */
export const pausedUntil = ({ pausedUntil: end }: { readonly pausedUntil: number | null }) =>
  end === null ? i18n.t('courses.state.paused') : i18n.t('pauses.until', [until(end, clock.value)]);
