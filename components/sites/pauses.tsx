import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { isolated } from '../ui/sentence.tsx';
import type { PauseEnd } from '../../lib/shared/pause-end.ts';
import { siteName } from '../ui/names.ts';
import { clock, until } from '../ui/time.tsx';
import { PauseLengthChoice } from './pause-length.tsx';
import { pausedUntil } from './pause-text.ts';
import { createPauses, type PausesModel } from './pauses-model.ts';

/** Shows what is paused: everything, or single sites and courses. */
export function Pauses() {
  const model = useMemo(createPauses, []);
  const now = model.now.value;
  if (!now) return null;
  const { everything, sites, courses } = now;
  const paused = everything !== null;
  return (
    <div class="kept" data-testid="pauses" data-paused={paused}>
      <h3>{i18n.t('pauses.title')}</h3>
      <p role="status">{everything ? wordsOfAll(everything) : i18n.t('pauses.running')}</p>
      {!paused && (
        <PauseLengthChoice
          length={model.length.value}
          set={(length) => (model.length.value = length)}
        />
      )}
      <div class="row">
        <button type="button" class={paused ? 'primary' : ''} onClick={() => model.all(!paused)}>
          {paused ? i18n.t('now.resume') : i18n.t('pauses.all')}
        </button>
      </div>
      <p>{sites.length + courses.length > 0 ? i18n.t('pauses.single') : i18n.t('pauses.how')}</p>
      <ul
        class="plain rows kept__rows"
        aria-label={i18n.t('pauses.list')}
        hidden={sites.length + courses.length === 0}
      >
        {sites.map(({ origin, end }) => (
          <Row
            key={origin}
            name={siteName(origin)}
            end={end}
            resume={() => model.resumeSite(origin)}
          />
        ))}
        {courses.map(({ courseKey, title, end }) => (
          <Row
            key={courseKey}
            name={title}
            end={end}
            resume={() => model.resumeCourse(courseKey)}
          />
        ))}
      </ul>
      <NoAnswer model={model} />
    </div>
  );
}

const wordsOfAll = ({ end }: { readonly end: PauseEnd | null }) =>
  end === null ? i18n.t('now.paused') : i18n.t('now.pausedUntil', [until(end.until, clock.value)]);

interface RowProps {
  readonly name: string;
  readonly end: PauseEnd | null;
  readonly resume: () => void;
}

function Row({ name, end, resume }: RowProps) {
  return (
    <li class="site" data-testid="pause">
      <div class="site__head">
        <p class="site__name">
          <bdi>{name}</bdi>
        </p>
        {end && <p class="site__state">{pausedUntil({ pausedUntil: end.until })}</p>}
      </div>
      <div class="row">
        <button
          type="button"
          aria-label={i18n.t('pauses.resume', [isolated(name)])}
          onClick={resume}
        >
          {i18n.t('now.resume')}
        </button>
      </div>
    </li>
  );
}

function NoAnswer({ model }: { model: PausesModel }) {
  return (
    <p role="alert" class="field__said field__said--wrong">
      {model.noAnswer.value && i18n.t('fault.no_answer')}
    </p>
  );
}
