import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Place } from '../../lib/edx/place.ts';
import { visitUrl } from '../../lib/domain/resume-url.ts';
import { trailOf, type Stop } from './journey-model.ts';
import { liveOrigins } from '../data/live-items-options.ts';
import { dateOf, timeOfDay } from '../ui/dates.ts';
import { counted } from '../ui/words/plural.ts';
import { Path } from '../ui/words/path.tsx';

/** How many days with visits are shown at first, and how many of them are open. */
const FIRST = 7;
const OPEN = 2;

interface Props {
  readonly places: readonly Place[];
  /** The course whose units are shown; null for all courses. */
  readonly courseKey: string | null;
}

/** Shows the visited units day by day, each a link back. The last days are open. */
export function Trail({ places, courseKey }: Props) {
  const [all, setAll] = useState(false);
  const sites = useMemo(liveOrigins, []);
  const followed = sites.value.value;
  if (!followed) return null;
  const trail = trailOf(places, courseKey);
  if (trail.length === 0) return <p class="quiet">{i18n.t('journey.none')}</p>;
  const shown = all ? trail : trail.slice(0, FIRST);
  return (
    <>
      <ul class="plain rows trail">
        {shown.map((stops, i) => (
          <li key={stops[0]?.at}>
            <Day stops={stops} followed={followed} named={courseKey === null} open={i < OPEN} />
          </li>
        ))}
      </ul>
      {trail.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {counted('journey.earlier', trail.length - shown.length)}
        </button>
      )}
    </>
  );
}

interface DayProps {
  readonly stops: readonly Stop[];
  readonly followed: readonly string[];
  /** Whether each unit says its course. */
  readonly named: boolean;
  /** Whether the day is open at first. */
  readonly open: boolean;
}

function Day({ stops, followed, named, open: first }: DayProps) {
  const [open, setOpen] = useState(first);
  const [last] = stops;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {dateOf(last?.at ?? 0)} <span class="quiet">{counted('journey.units', stops.length)}</span>
      </summary>
      {open && (
        <ol class="plain">
          {stops.map((stop) => (
            <li key={stop.at} class="trail__stop">
              <Visit stop={stop} followed={followed} named={named} />
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

function Visit({ stop, followed, named }: Omit<DayProps, 'stops' | 'open'> & { stop: Stop }) {
  const { at, unit, course, inside, place } = stop;
  const url = visitUrl(place, followed);
  const path = named ? [course, ...inside] : inside;
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
        {path.length > 0 && (
          <span class="quiet trail__inside">
            <Path titles={path} />
          </span>
        )}
      </span>
    </>
  );
}
