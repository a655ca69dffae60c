import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { liveJournal } from '../data/live-items-later.ts';
import { counted } from '../ui/words/plural.ts';

const WEEK = 7 * 86_400_000;

/** Shows the last seven days in one line, with a link to the whole journey. */
export function WeekSummary() {
  const journal = useMemo(() => liveJournal(8), []);
  const since = Date.now() - WEEK;
  const week = journal.value.value?.filter(({ seenAt }) => Date.parse(seenAt) >= since) ?? [];
  const units = new Set(week.map(({ courseKey, unitKey }) => `${courseKey} ${unitKey}`)).size;
  if (units === 0) return null;
  return (
    <p class="quiet" data-testid="glance">
      {counted('journey.week', units)}{' '}
      <a href="/options.html#history" target="_blank">
        {i18n.t('journey.title')}
      </a>
    </p>
  );
}
