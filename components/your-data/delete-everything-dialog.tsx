import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { isolated } from '../ui/sentence.tsx';
import type { DeleteEverythingRequest } from '../../lib/messages/requests.ts';
import { DialogButtons } from '../ui/dialog/dialog-buttons.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { Tick } from '../ui/tick.tsx';
import { listOf } from '../ui/words/list.ts';

interface Props {
  /** The schools on whose servers something can be deleted. */
  readonly schools: readonly string[];
  readonly start: (request: DeleteEverythingRequest) => void;
  readonly close: () => void;
}

/** Says exactly what would be deleted, and asks which parts to delete. */
export function DeleteEverythingDialog({ schools, start, close }: Props) {
  const connected = schools.length > 0;
  const [waypoint, setWaypoint] = useState(connected);
  const [school, setSchool] = useState(false);
  const [here, setHere] = useState(true);
  const nothing = !waypoint && !school && !here;

  return (
    <Dialog title={i18n.t('erase.ask')} close={close}>
      {connected ? (
        <>
          <Part
            label={i18n.t('erase.waypoint')}
            hint={i18n.t('erase.waypointHint')}
            on={waypoint}
            set={setWaypoint}
          />
          <Part
            label={i18n.t('erase.school')}
            hint={i18n.t('erase.schoolHint')}
            on={school}
            set={setSchool}
          />
          {schools.length > 1 && (
            <p class="quiet">{i18n.t('erase.atEach', [listOf(schools.map(isolated))])}</p>
          )}
        </>
      ) : (
        <p>{i18n.t('erase.onlyConnected')}</p>
      )}
      <Part label={i18n.t('erase.here')} hint={i18n.t('erase.hereHint')} on={here} set={setHere} />
      <p class="quiet">{i18n.t('erase.notHere')}</p>
      <DialogButtons
        text={i18n.t('erase.confirm')}
        tone="danger"
        off={nothing}
        confirm={() => start({ waypoint, school, here })}
        close={close}
      />
    </Dialog>
  );
}

interface PartProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

/** Shows a part of what can be deleted, to tick. */
function Part({ label, hint, on, set }: PartProps) {
  const id = useId();
  return (
    <div class="erase-tick">
      <Tick on={on} set={set} describedBy={id}>
        {label}
      </Tick>
      <p id={id} class="hint">
        {hint}
      </p>
    </div>
  );
}
