import { i18n } from '#i18n';
import type { Place } from '../../lib/edx/place.ts';
import { calendarOf, coursesOf, levelOf, type Day } from './journey-model.ts';
import { dateOf, monthOf, shortDateOf, weekdayOf } from '../ui/dates.ts';
import { listOf } from '../ui/words/list.ts';
import { counted, numberOf } from '../ui/words/plural.ts';

const WEEKS = 12;
const CELL = 16;
const GAP = 4;
const STEP = CELL + GAP;
/** Room for the names of weekdays and months. */
const LEFT = 36;
const TOP = 20;

interface Props {
  readonly places: readonly Place[];
  /** How many days are kept. */
  readonly days: number;
}

/**
 * Shows the last twelve weeks, or as many days as are kept, as a picture with a square for each
 * day, and as a table.
 */
export function Calendar({ places, days: kept }: Props) {
  const short = kept < WEEKS * 7;
  // One week more, because the first kept day is seldom a Monday.
  const weeks = calendarOf(places, Date.now(), short ? Math.ceil(kept / 7) + 1 : WEEKS);
  const days = weeks.flat();
  const busy = days.filter(({ units }) => units > 0);
  const units = busy.reduce((sum, day) => sum + day.units, 0);
  const counts = [unitsOf(units), counted('journey.days', busy.length)];
  const title = short ? counted('journey.lastDays', kept) : i18n.t('journey.lastWeeks');
  return (
    <figure class="calendar">
      <figcaption>{title}</figcaption>
      <div class="calendar__row">
        <div>
          <Picture
            weeks={weeks}
            words={i18n.t('common.labelled', [title, listOf(counts, 'unit')])}
            most={Math.max(1, ...days.map((day) => day.units))}
          />
          <Legend />
        </div>
        <ul class="plain calendar__numbers">
          {[...counts, counted('memory.count', coursesOf(places).length)].map((count) => (
            <li key={count}>{count}</li>
          ))}
        </ul>
      </div>
      {busy.length > 0 && <Table days={busy} />}
    </figure>
  );
}

interface PictureProps {
  readonly weeks: readonly (readonly Day[])[];
  readonly words: string;
  readonly most: number;
}

function Picture({ weeks, words, most }: PictureProps) {
  const [first = []] = weeks;
  const [width, height] = [LEFT + weeks.length * STEP, TOP + 7 * STEP];
  const today = weeks.at(-1)?.at(-1)?.at;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      style={{ inlineSize: `${width / 16}rem` }}
      role="img"
      aria-label={words}
    >
      {[0, 2, 4].map((i) => (
        <text key={i} x={0} y={TOP + i * STEP + 13}>
          {weekdayOf(first[i]?.at ?? 0)}
        </text>
      ))}
      {weeks.map((week, x) => (
        <g key={week[0]?.at}>
          {isNewMonth(weeks, x) && (
            <text x={LEFT + x * STEP} y={12}>
              {monthOf(week[0]?.at ?? 0)}
            </text>
          )}
          {week.map(({ at, units }, y) => (
            <rect
              key={at}
              class={`calendar__day calendar__day--${levelOf(units, most)}`}
              data-today={at === today}
              x={LEFT + x * STEP}
              y={TOP + y * STEP}
              width={CELL}
              height={CELL}
              rx={3}
            >
              <title>{i18n.t('common.labelled', [dateOf(at), unitsOf(units)])}</title>
            </rect>
          ))}
        </g>
      ))}
    </svg>
  );
}

/**
 * Whether the name of a month stands above a week: the first that begins in the month, if there is
 * room before the next name and the end.
 */
function isNewMonth(weeks: PictureProps['weeks'], x: number): boolean {
  if (x === weeks.length - 1) return false;
  const next = monthIn(weeks[x + 1]);
  return x === 0 ? monthIn(weeks[0]) === next : monthIn(weeks[x]) !== monthIn(weeks[x - 1]);
}

const unitsOf = (units: number): string =>
  units === 0 ? i18n.t('journey.noUnits') : counted('journey.units', units);

/** Shows which colour stands for few units and which for many. */
const Legend = () => (
  <p class="quiet calendar__legend" aria-hidden="true">
    {i18n.t('journey.less')}
    {[0, 1, 2, 3, 4].map((level) => (
      <svg key={level} viewBox="0 0 16 16">
        <rect
          class={`calendar__day calendar__day--${level}`}
          x={0.5}
          y={0.5}
          width={15}
          height={15}
          rx={3}
        />
      </svg>
    ))}
    {i18n.t('journey.more')}
  </p>
);

const monthIn = (week: readonly Day[] | undefined) => new Date(week?.[0]?.at ?? 0).getMonth();

function Table({ days }: { days: readonly Day[] }) {
  return (
    <details>
      <summary>{i18n.t('journey.asTable')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{i18n.t('journey.day')}</th>
            <th scope="col">{i18n.t('journey.unitsHead')}</th>
            <th scope="col">{i18n.t('journey.courses')}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ at, units, courses }) => (
            <tr key={at}>
              <th scope="row">{shortDateOf(at)}</th>
              <td>{numberOf(units)}</td>
              <td>{numberOf(courses)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
