import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { visitUrl } from '../../lib/domain/resume-url.ts';
import { trailOf, type Stop } from './journey-model.ts';
import { liveOrigins } from '../data/live-items-options.ts';
import { liveJournal } from '../data/live-items-later.ts';
import { dateOf, timeOfDay } from '../ui/dates.ts';

/** How many days with visits are shown at first. */
const FIRST = 7;

/** Shows the visited units of a course, day by day, each a link back. */
export function CourseTrail({ courseKey, days }: { courseKey: string; days: number }) {
  const journal = useMemo(() => liveJournal(days), [days]);
  const [all, setAll] = useState(false);
  const sites = useMemo(liveOrigins, []);
  const places = journal.value.value;
  const followed = sites.value.value;
  if (!places || !followed) return null;
  const trail = trailOf(places, courseKey);
  if (trail.length === 0) return <p class="quiet">{i18n.t('journey.none')}</p>;
  const shown = all ? trail : trail.slice(0, FIRST);
  return (
    <div class="trail">
      {shown.map((stops) => (
        <section key={stops[0]?.at}>
          <h4>{dateOf(stops[0]?.at ?? 0)}</h4>
          <ol class="plain">
            {stops.map((stop) => (
              <li key={stop.at}>
                <Visit stop={stop} followed={followed} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {trail.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {i18n.t('journey.earlier', trail.length - shown.length)}
        </button>
      )}
    </div>
  );
}

function Visit({ stop, followed }: { stop: Stop; followed: readonly string[] }) {
  const { at, unit, inside, place } = stop;
  const url = visitUrl(place, followed);
  return (
    <>
      <time class="quiet" dateTime={new Date(at).toISOString()}>
        {timeOfDay(at)}
      </time>
      <span>
        {url === null ? (
          <bdi>{unit}</bdi>
        ) : (
          <a href={url} target="_blank" rel="noreferrer">
            <bdi>{unit}</bdi>
          </a>
        )}
        {inside.length > 0 && <bdi class="quiet trail__inside">{inside.join(' › ')}</bdi>}
      </span>
    </>
  );
}
