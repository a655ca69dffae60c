import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { askToReach } from '../../lib/domain/permissions.ts';

/**
 * Asks the browser to let Waypoint reach a school's server. The worker notices new access and goes
 * on with what waited for it.
 */
export function AllowServer({ base }: { base: string }) {
  const [refused, setRefused] = useState(false);
  function ask(): void {
    // Must come first: the browser refuses to ask the learner after any wait.
    const asked = askToReach(base).catch(() => false);
    void asked.then((yes) => setRefused(!yes));
  }
  return (
    <>
      <button type="button" class="primary" onClick={ask}>
        {i18n.t('now.allowServer')}
      </button>
      <p role="alert">{refused && i18n.t('now.noAccessRefused')}</p>
    </>
  );
}
