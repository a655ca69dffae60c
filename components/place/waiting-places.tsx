import { i18n } from '#i18n';
import { lookAt, type Overview } from '../../lib/domain/overview.ts';
import type { Waiting } from '../../lib/domain/waiting-places.ts';
import { GoesTo } from '../schools/goes-to.tsx';
import { Message } from '../ui/message.tsx';
import { courseTitleOf, unitName } from '../ui/names.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { clock, lasting } from '../ui/time.tsx';
import { groupsOf, type Shown } from './waiting-groups.ts';
import { counted } from '../ui/words/plural.ts';
import { ServerSaid } from '../ui/server-said.tsx';

interface Props {
  readonly overview: Overview;
  readonly shown: Shown;
  /** Tries everything again; null if another button does that. */
  readonly again: (() => void) | null;
}

/** Shows the other waiting places by their reasons, so that no failure is hidden. */
export function WaitingPlaces({ overview, shown, again }: Props) {
  const groups = groupsOf(overview, shown, clock.value);
  const count = groups.reduce((sum, { places }) => sum + places.length, 0);
  if (count === 0) return null;
  const isRejected = groups.some(({ words }) => words?.tone === 'stop');
  return (
    <Message tone="wait" data-testid="elsewhere">
      <details open={count === 1 || isRejected}>
        <summary>{titleOf(shown, count)}</summary>
        <div class="waits">
          {groups.map(({ words, places }) => (
            <div key={words?.line.text}>
              {words && (
                <p>
                  <Sentence {...words.line} /> {words.advice}
                </p>
              )}
              {words?.serverWords && <ServerSaid words={words.serverWords} />}
              <WaitingUnits overview={overview} places={places} />
            </div>
          ))}
        </div>
      </details>
      {again && groups.some(({ words }) => words?.actions?.includes('try-again')) && (
        <div class="row">
          <button type="button" onClick={again}>
            {i18n.t('common.tryAgain')}
          </button>
        </div>
      )}
    </Message>
  );
}

function titleOf({ status: { kind } }: Shown, count: number): string {
  // The status line already says how many places wait.
  if (kind === 'paused' || kind === 'not-connected') return i18n.t('now.whatWaits');
  return kind === 'waiting' ? counted('now.moreWait', count) : counted('now.wait', count);
}

interface UnitsProps {
  readonly overview: Overview;
  readonly places: readonly Waiting[];
}

/** Lists the units that wait, with their courses and since when. */
export function WaitingUnits({ overview, places }: UnitsProps) {
  return (
    <ul class="plain">
      {places.map(({ connection, courseKey, place, since }) => {
        const { records } = lookAt(overview, connection.id);
        const course = courseTitleOf(courseKey, records.get(courseKey), null);
        const waited = lasting(since, clock.value);
        return (
          <li key={`${connection.id} ${courseKey}`}>
            <p class="waits__place">
              <Sentence
                text={i18n.t('now.unitIn', [MARK, MARK_2])}
                values={[unitName(place) ?? '', course]}
              />
            </p>
            <GoesTo overview={overview} connection={connection} />
            {waited !== null && <p class="quiet">{i18n.t('now.waited', [waited])}</p>}
          </li>
        );
      })}
    </ul>
  );
}
