import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { LastPlace } from '../../lib/messages/replies.ts';
import { ask } from '../data/ask-background.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { courseName, unitName } from '../ui/names.ts';
import { PlaceView } from './place-view.tsx';

/** The most courses of which the popup shows the last place. */
const MOST = 3;

/**
 * Shows where the learner was last, with the way back, and the last places in a few other courses.
 * Shows nothing if this browser keeps no journal.
 */
export function LastPlaces() {
  const [places, setPlaces] = useState<readonly LastPlace[] | null>(null);
  useEffect(() => {
    void ask({ type: 'place/last', most: MOST }).then((found) =>
      setPlaces(found && 'ok' in found ? null : found),
    );
  }, []);
  if (!places) return null;
  const [last, ...others] = places;
  if (!last) return <p class="quiet">{i18n.t('now.noHistory')}</p>;
  return (
    <>
      <section class="last">
        <p class="quiet">{i18n.t('now.lastPlace')}</p>
        <PlaceView isLast place={last.place} />
        {last.url && (
          <div class="row">
            <LinkButton primary page={last.url} text={i18n.t('now.continue')} />
          </div>
        )}
      </section>
      {others.length > 0 && (
        <section class="last" data-testid="other-places">
          <p class="quiet">{i18n.t('now.otherCourses')}</p>
          <ul class="plain">
            {others.map(({ place, url }) => (
              <li key={place.courseKey}>
                <Unit url={url} name={unitName(place) ?? ''} />{' '}
                <bdi class="quiet">{place.courseTitle ?? courseName(place.courseKey)}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Unit({ url, name }: { url: string | null; name: string }) {
  if (!url) return <bdi>{name}</bdi>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <bdi>{name}</bdi>
    </a>
  );
}
