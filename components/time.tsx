import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

const STEPS = [
  ['minute', 60_000, 3_600_000],
  ['hour', 3_600_000, 86_400_000],
  ['day', 86_400_000, 30 * 86_400_000],
] as const;

/** How long ago a time was, in words; a time further back as its date. */
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

export function exactly(at: number): string {
  const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  return new Intl.DateTimeFormat(i18n.t('language'), style).format(at);
}

/** The time now, told again every `step` ms while it is shown. */
export function useNow(step: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}

export function Ago({ at }: { at: number }) {
  const now = Math.max(useNow(15_000), Date.now());
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at)}>
      {ago(at, now)}
    </time>
  );
}
