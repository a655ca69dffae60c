import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PendingDeletesModel } from '../deletes/pending-deletes-model.ts';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { deletable, type Row } from './memory-model.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { counted } from '../ui/words/plural.ts';
import { Tick } from '../ui/tick.tsx';

interface Props {
  readonly rows: readonly Row[];
  readonly deletes: PendingDeletesModel;
  /** `done`: the learner confirmed a delete. */
  readonly close: (done: boolean) => void;
}

/** Asks what to delete of the courses, and says exactly what that is. */
export function DeleteDialog({ rows, deletes, close }: Props) {
  const count = (test: (row: Row) => boolean): number => rows.filter(test).length;
  const ours = count((row) => deletable(row).waypoint);
  const schools = count((row) => deletable(row).school);
  const stays = count(({ edx }) => edx?.id === null);
  const followed = count((row) => row.followed);
  const [waypoint, setWaypoint] = useState(ours > 0);
  const [school, setSchool] = useState(schools > 0);
  const [stop, setStop] = useState(false);
  const many = rows.length > 1;

  function remove(): void {
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
            many ? counted('memory.deleteMany', rows.length) : i18n.t('memory.deleteOne', [MARK])
          }
          values={[rows[0]?.title]}
        />
      }
      close={() => close(false)}
    >
      {ours > 0 && (
        <Tick on={waypoint} set={setWaypoint}>
          {many ? counted('memory.tickWaypointIn', ours) : i18n.t('memory.tickWaypoint')}
        </Tick>
      )}
      {schools > 0 && (
        <Tick on={school} set={setSchool}>
          {many ? counted('memory.tickSchoolIn', schools) : i18n.t('memory.tickSchool')}
        </Tick>
      )}
      {ours + schools > 0 && followed > 0 && (
        <Tick on={stop} set={setStop}>
          {many ? counted('memory.deleteStopMany', followed) : i18n.t('memory.deleteStop')}
        </Tick>
      )}
      {stays > 0 && <p class="quiet">{counted('memory.noIdStays', stays)}</p>}
      {followed > 0 && !stop && <p class="quiet">{i18n.t('memory.comesBack')}</p>}
      <div class="row">
        {ours + schools > 0 && (
          <button
            type="button"
            class="danger"
            aria-disabled={!waypoint && !school}
            onClick={remove}
          >
            {i18n.t('memory.delete')}
          </button>
        )}
        <button type="button" onClick={() => close(false)}>
          {i18n.t('common.cancel')}
        </button>
      </div>
    </Dialog>
  );
}
