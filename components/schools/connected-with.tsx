import { i18n } from '#i18n';
import type { Connection } from '../../lib/store/items/connections.ts';
import { dayOf } from '../ui/dates.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { clock } from '../ui/time.tsx';

interface Props {
  readonly source: Connection['source'];
  /** Whether the school does not accept the key or the sign-in any more. */
  readonly stopped: boolean;
}

/** Says whether a key or a sign-in connects Waypoint, and until when. */
export function ConnectedWith({ source, stopped }: Props) {
  if (source.kind === 'key') return <p class="quiet">{i18n.t('schools.withKey')}</p>;
  const { expires, page } = source;
  if (stopped) return <LinkButton page={page} text={i18n.t('now.signIn')} />;
  return (
    <p class="quiet">
      {expires === null
        ? i18n.t('schools.withSignIn')
        : i18n.t('schools.withSignInUntil', [dayOf(expires, clock.value)])}
    </p>
  );
}
