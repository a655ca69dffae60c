import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { Tick } from '../ui/tick.tsx';
import type { ConnectionsModel } from './schools-model.ts';

/** Removes the key. If ticked, first deletes everything that Waypoint stored on the server. */
export function Disconnect({ id, model }: { id: string; model: ConnectionsModel }) {
  const hint = useId();
  const [forget, setForget] = useState(false);
  return (
    <div class="aside">
      <p id={hint} class="hint">
        {forget ? i18n.t('schools.forgetHint') : i18n.t('connection.disconnectHint')}
      </p>
      <Tick on={forget} set={setForget}>
        {i18n.t('schools.forget')}
      </Tick>
      <button
        type="button"
        aria-describedby={hint}
        onClick={() => void model.disconnect(id, forget)}
      >
        {i18n.t('connection.disconnect')}
      </button>
    </div>
  );
}
