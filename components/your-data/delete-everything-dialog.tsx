import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DeleteEverythingRequest } from '../../lib/messages/requests.ts';

interface Props {
  /** The schools on whose servers something can be deleted. */
  readonly schools: readonly string[];
  readonly start: (wish: DeleteEverythingRequest) => void;
  readonly close: () => void;
}

/** Says exactly what would be deleted, and asks which parts to delete. */
export function EraseDialog({ schools, start, close }: Props) {
  const connected = schools.length > 0;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [waypoint, setWaypoint] = useState(connected);
  const [school, setSchool] = useState(false);
  const [here, setHere] = useState(true);
  const nothing = !waypoint && !school && !here;

  useEffect(() => dialog.current?.showModal(), []);

  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close}>
      <h2 id={id}>{i18n.t('erase.ask')}</h2>
      {connected ? (
        <>
          <Tick
            label={i18n.t('erase.waypoint')}
            hint={i18n.t('erase.waypointHint')}
            on={waypoint}
            set={setWaypoint}
          />
          <Tick
            label={i18n.t('erase.school')}
            hint={i18n.t('erase.schoolHint')}
            on={school}
            set={setSchool}
          />
          {schools.length > 1 && <p class="quiet">{i18n.t('erase.atEach', [listed(schools)])}</p>}
        </>
      ) : (
        <p>{i18n.t('erase.onlyConnected')}</p>
      )}
      <Tick label={i18n.t('erase.here')} hint={i18n.t('erase.hereHint')} on={here} set={setHere} />
      <p class="quiet">{i18n.t('erase.notHere')}</p>
      <div class="dialog__buttons">
        <button
          type="button"
          class="danger"
          aria-disabled={nothing}
          onClick={() => {
            if (nothing) return;
            start({ waypoint, school, here });
            dialog.current?.close();
          }}
        >
          {i18n.t('erase.confirm')}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {i18n.t('common.cancel')}
        </button>
      </div>
    </dialog>
  );
}

/** Returns a list of names, joined as in the language of the screen. */
const listed = (names: readonly string[]) =>
  new Intl.ListFormat(i18n.t('language'), { type: 'conjunction' }).format(names);

interface TickProps {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

function Tick({ label, hint, on, set }: TickProps) {
  const id = useId();
  return (
    <div class="erase-tick">
      <label class="tick">
        <input
          type="checkbox"
          checked={on}
          aria-describedby={id}
          onChange={(event) => set(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <p id={id} class="hint">
        {hint}
      </p>
    </div>
  );
}
