import { i18n } from '#i18n';
import type { PlaceModel } from './place-model.ts';
import { siteName } from '../ui/names.ts';

interface Props {
  readonly model: PlaceModel;
  readonly pauseSite: (origin: string) => void;
}

/** Shows, beside Pause, how to pause only the course or only the site in front. */
export function PauseMenu({ model, pauseSite }: Props) {
  const place = model.place.value;
  if (!place) return null;
  return (
    <details class="only">
      <summary>{i18n.t('now.pauseOnly')}</summary>
      <div class="row">
        {model.status.value?.kind !== 'course-paused' && (
          <button type="button" onClick={() => void model.pauseCourse(true)}>
            {i18n.t('now.pauseCourse')}
          </button>
        )}
        <button type="button" onClick={() => pauseSite(place.site)}>
          {i18n.t('now.pauseSite', [siteName(place.site)])}
        </button>
      </div>
    </details>
  );
}
