import { useId, useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Place } from '../../lib/edx/place.ts';
import { daysKept } from '../../lib/shared/journal-retention.ts';
import { Calendar } from './calendar.tsx';
import { coursesOf } from './journey-model.ts';
import { liveKeptJournal } from '../data/live-items-options.ts';
import { Trail } from './trail.tsx';
import { wordsOfLimit } from './retention-text.ts';

/** How many days of the journal are read. Nobody resumes a course after a longer break. */
const ALL = 720;

/**
 * Shows where the learner has been, from the journal of this browser.
 * @param course the key of the course whose units are shown at first; '' for all courses
 */
export function Journey({ course }: { readonly course: string }) {
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
      <Units places={places} wanted={course} />
    </>
  );
}

/** Shows the visited units by day, of one course or of all. */
function Units({ places, wanted }: { readonly places: readonly Place[]; readonly wanted: string }) {
  const courses = coursesOf(places);
  const [chosen, setChosen] = useState(wanted);
  const id = useId();
  const course = courses.some(({ courseKey }) => courseKey === chosen) ? chosen : '';
  return (
    <>
      <h3>{i18n.t('journey.opened')}</h3>
      {courses.length > 1 && (
        <p class="row">
          <label for={id}>{i18n.t('journey.course')}</label>
          <select
            id={id}
            class="journey__course"
            value={course}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <option value="">{i18n.t('journey.allCourses')}</option>
            {courses.map(({ courseKey, title }) => (
              <option key={courseKey} value={courseKey}>
                {title}
              </option>
            ))}
          </select>
        </p>
      )}
      <Trail key={course} places={places} courseKey={course === '' ? null : course} />
    </>
  );
}
