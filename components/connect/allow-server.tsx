import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { askToReach } from '../../lib/domain/permissions.ts';

/** Asks the browser to let Waypoint reach a school's server. What follows a yes starts by itself. */
export function AllowServer({ base }: { base: string }) {
  const [refused, setRefused] = useState(false);
  function ask(): void {
    // First of all: after anything else the browser does not let itself be asked.
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
