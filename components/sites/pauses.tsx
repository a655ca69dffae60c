import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { createPauses, type PausesModel } from './pauses-model.ts';
import { siteName } from '../ui/names.ts';

/** Shows what is paused: everything, or single sites and courses. */
export function Pauses() {
  const model = useMemo(createPauses, []);
  const now = model.now.value;
  if (!now) return null;
  const { paused, sites, courses } = now;
  return (
    <div class="kept" data-testid="pauses" data-paused={paused}>
      <h3>{i18n.t('pauses.title')}</h3>
      <p role="status">{paused ? i18n.t('now.paused') : i18n.t('pauses.running')}</p>
      <div class="row">
        <button type="button" class={paused ? 'primary' : ''} onClick={() => model.all(!paused)}>
          {paused ? i18n.t('now.resume') : i18n.t('pauses.all')}
        </button>
      </div>
      <p>{sites.length + courses.length > 0 ? i18n.t('pauses.single') : i18n.t('pauses.how')}</p>
      <ul
        class="plain rows"
        aria-label={i18n.t('pauses.list')}
        hidden={sites.length + courses.length === 0}
      >
        {sites.map((origin) => (
          <Row key={origin} name={siteName(origin)} resume={() => model.resumeSite(origin)} />
        ))}
        {courses.map(({ courseKey, title }) => (
          <Row key={courseKey} name={title} resume={() => model.resumeCourse(courseKey)} />
        ))}
      </ul>
      <NoAnswer model={model} />
    </div>
  );
}

function Row({ name, resume }: { name: string; resume: () => void }) {
  return (
    <li class="site" data-testid="pause">
      <p class="site__name">
        <bdi>{name}</bdi>
      </p>
      <div class="row">
        <button type="button" aria-label={i18n.t('pauses.resume', [name])} onClick={resume}>
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
