import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DeletesModel } from '../deletes/pending-deletes-model.ts';
import { Dialog } from '../ui/dialog.tsx';
import { deletable, type Row } from './memory-model.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';

interface Props {
  readonly rows: readonly Row[];
  readonly deletes: DeletesModel;
  /** `done`: the learner confirmed a delete. */
  readonly close: (done: boolean) => void;
}

/** Asks what to delete of the courses, and says exactly what that is. */
export function DeleteDialog({ rows, deletes, close }: Props) {
  const ours = rows.filter((row) => deletable(row).waypoint).length;
  const schools = rows.filter((row) => deletable(row).school).length;
  const stays = rows.filter(({ edx }) => edx?.id === null).length;
  const followed = rows.filter((row) => row.followed).length;
  const [waypoint, setWaypoint] = useState(ours > 0);
  const [school, setSchool] = useState(schools > 0);
  const many = rows.length > 1;

  function remove(stop: boolean): void {
    if (!waypoint && !school) return;
    const connectionId = rows[0]?.connectionId ?? '';
    void deletes.delete({ connectionId, courses: rows, waypoint, school, stop });
    close(true);
  }

  return (
    <Dialog
      title={
        <Sentence
          text={
            many ? i18n.t('memory.deleteMany', rows.length) : i18n.t('memory.deleteOne', [MARK])
          }
          values={[rows[0]?.title]}
        />
      }
      close={() => close(false)}
    >
      {ours > 0 && (
        <Tick
          label={i18n.t('memory.tickWaypoint')}
          count={many ? ours : null}
          on={waypoint}
          set={setWaypoint}
        />
      )}
      {schools > 0 && (
        <Tick
          label={i18n.t('memory.tickSchool')}
          count={many ? schools : null}
          on={school}
          set={setSchool}
        />
      )}
      {stays > 0 && <p class="quiet">{i18n.t('memory.noIdStays', stays)}</p>}
      {followed > 0 && <p class="quiet">{i18n.t('memory.comesBack')}</p>}
      <div class="dialog__buttons">
        {ours + schools > 0 && (
          <button
            type="button"
            class="danger"
            aria-disabled={!waypoint && !school}
            onClick={() => remove(false)}
          >
            {i18n.t('memory.delete')}
          </button>
        )}
        {ours + schools > 0 && followed > 0 && (
          <button
            type="button"
            class="danger"
            aria-disabled={!waypoint && !school}
            onClick={() => remove(true)}
          >
            {many ? i18n.t('memory.deleteStopMany', followed) : i18n.t('memory.deleteStop')}
          </button>
        )}
        <button type="button" onClick={() => close(false)}>
          {i18n.t('common.cancel')}
        </button>
      </div>
    </Dialog>
  );
}

interface TickProps {
  readonly label: string;
  /** How many courses have something to delete; null if the dialog is about one course. */
  readonly count: number | null;
  readonly on: boolean;
  readonly set: (on: boolean) => void;
}

function Tick({ label, count, on, set }: TickProps) {
  return (
    <label class="tick">
      <input type="checkbox" checked={on} onChange={(event) => set(event.currentTarget.checked)} />
      <span>
        {label} {count !== null && <span class="quiet">{i18n.t('memory.inCourses', count)}</span>}
      </span>
    </label>
  );
}
