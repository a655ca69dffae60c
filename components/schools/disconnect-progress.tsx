import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ConnectionState } from '../../lib/domain/overview.ts';
import { progressOf, type Progress } from '../../lib/domain/disconnect-progress.ts';
import type { ConnectionsModel } from './schools-model.ts';
import { focusIfLost } from '../ui/restore-focus.ts';
import { clock } from '../ui/time.tsx';

/** Shows how the delete before a disconnect goes, and what the learner can do meanwhile. */
export function Disconnecting({
  standing,
  model,
}: {
  standing: ConnectionState;
  model: ConnectionsModel;
}) {
  const { id } = standing.connection;
  const region = useRef<HTMLDivElement>(null);
  const progress = progressOf(standing, model.pending.value, clock.value);

  // The button that the learner pressed is gone.
  useEffect(() => focusIfLost(region.current), []);

  if (!progress) return null;
  const { state, done, total, words } = progress;
  const trouble = state === 'stuck' || state === 'patient';
  return (
    <div
      ref={region}
      class={`notice notice--${trouble ? 'wait' : 'plain'} disconnecting`}
      role="group"
      aria-label={i18n.t('now.disconnecting.line')}
      tabIndex={-1}
    >
      <p role="status" data-testid="disconnecting" data-state={state}>
        {lineOf(progress)}
      </p>
      {total > 0 && <progress value={done} max={total} aria-label={lineOf(progress)} />}
      {trouble && words !== '' && (
        <p class="server-words" dir="auto">
          {i18n.t('common.serverSaid', [words])}
        </p>
      )}
      <div class="row">
        {state === 'stuck' && (
          <button type="button" class="primary" onClick={() => void model.disconnect(id, true)}>
            {i18n.t('schools.keepKey')}
          </button>
        )}
        {trouble && (
          <button type="button" onClick={() => void model.disconnect(id, false)}>
            {i18n.t('schools.disconnectNow')}
          </button>
        )}
        <button type="button" onClick={() => void model.stay(id)}>
          {i18n.t('schools.stay')}
        </button>
      </div>
    </div>
  );
}

function lineOf({ state, done, total }: Progress): string {
  if (state === 'asking') return i18n.t('schools.asking');
  if (total === 0) {
    return state === 'patient' ? i18n.t('schools.patientUnknown') : i18n.t('schools.stuckUnknown');
  }
  if (state === 'soon') return i18n.t('schools.willDelete', total);
  if (state === 'deleting') return i18n.t('schools.deleted', [done, total]);
  return state === 'patient'
    ? i18n.t('schools.patient', [done, total])
    : i18n.t('schools.stuck', [done, total]);
}
