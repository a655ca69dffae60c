import { i18n } from '#i18n';
import type { CourseRecord } from '../lib/store/records.ts';
import type { Overview } from '../lib/sync/status.ts';
import { courseTitleOf } from './course-title.ts';
import type { NowModel } from './now-model.ts';
import { MARK, Sentence } from './sentence.tsx';
import { wordsOfTrouble } from './words-wait.tsx';

interface Props {
  readonly overview: Overview;
  /** The course that the status line speaks of. */
  readonly here: string | null;
  readonly model: NowModel;
}

/** What did not arrive from courses that are not in front now: no failure is hidden by another page. */
export function Elsewhere({ overview, here, model }: Props) {
  const { paused, connection, health, records } = overview;
  // Then nothing is sent at all, and the status line says so.
  if (paused || !connection?.connected || health.stop) return null;
  const stuck = [...records].filter(
    ([courseKey, { stop, waiting, trouble }]) =>
      courseKey !== here && (stop !== null || (waiting !== null && trouble !== null)),
  );
  if (stuck.length === 0) return null;
  return (
    <section class="notice notice--wait" aria-labelledby="elsewhere">
      <h3 id="elsewhere">{i18n.t('now.elsewhere')}</h3>
      <ul class="plain">
        {stuck.map(([courseKey, record]) => (
          <li key={courseKey}>
            <Stuck title={courseTitleOf(courseKey, record, null)} record={record} />
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => void model.tryAgain()}>
        {i18n.t('common.tryAgain')}
      </button>
    </section>
  );
}

function Stuck({ title, record: { stop, trouble } }: { title: string; record: CourseRecord }) {
  return (
    <>
      <p>
        <Sentence
          text={
            stop ? i18n.t('now.elsewhereRefused', [MARK]) : i18n.t('now.elsewhereWaiting', [MARK])
          }
          values={[title]}
        />
      </p>
      {stop?.words && (
        <p class="server-words" dir="auto">
          {i18n.t('common.serverSaid', [stop.words])}
        </p>
      )}
      {!stop && trouble && <p>{wordsOfTrouble(trouble)}</p>}
    </>
  );
}
