import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { daysKept } from '../../lib/shared/journal-retention.ts';
import { Calendar } from './calendar.tsx';
import { coursesOf } from './journey-model.ts';
import { liveKeptJournal } from '../data/live-items-options.ts';
import { Ago } from '../ui/time.tsx';
import { CourseTrail } from './course-trail.tsx';
import { wordsOfLimit } from './retention-text.ts';

/** How many days of the journal are read. Nobody resumes a course after a longer break. */
const ALL = 720;

/**
 * Shows where the learner has been, from the journal of this browser.
 * @param course the key of the course that is open at first; '' for none
 */
export function Journey({ course: wanted }: { readonly course: string }) {
  const journal = useMemo(() => liveKeptJournal(ALL), []);
  if (!journal.value.value) return null;
  const { limit, places } = journal.value.value;
  const kept = !limit.locked && (
    <p class="quiet" data-testid="journal-limit">
      {wordsOfLimit(limit.value)}
    </p>
  );
  if (limit.value === 'not-kept') return kept;
  if (places.length === 0) {
    return (
      <>
        {kept}
        <p class="quiet">{i18n.t('journey.empty')}</p>
      </>
    );
  }
  return (
    <>
      {kept}
      <Calendar places={places} days={daysKept(limit.value)} />
      <h3>{i18n.t('journey.courses')}</h3>
      <ul class="plain rows">
        {coursesOf(places).map((course) => (
          <li key={course.courseKey}>
            <Course {...course} first={course.courseKey === wanted} />
          </li>
        ))}
      </ul>
    </>
  );
}

type CourseProps = ReturnType<typeof coursesOf>[number] & {
  /** Whether the course is open at first. */
  readonly first: boolean;
};

function Course({ courseKey, title, last, first }: CourseProps) {
  const [open, setOpen] = useState(first);
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <bdi>{title}</bdi>{' '}
        <span class="quiet">
          <Ago at={last} />
        </span>
      </summary>
      {open && <CourseTrail courseKey={courseKey} days={ALL} />}
    </details>
  );
}
