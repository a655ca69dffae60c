import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Erasure } from '../../lib/store/items/delete-everything.ts';
import { EraseProgress } from '../deletes/erase-progress.tsx';
import { focusIfLost, useRestoreFocus } from '../ui/restore-focus.ts';
import type { SchoolsModel } from './schools-model.ts';

interface Props {
  readonly id: string;
  readonly state: Erasure;
  readonly model: SchoolsModel;
}

/** Shows how the delete before a disconnect goes, and what the learner can do meanwhile. */
export function DisconnectProgress({ id, state, model }: Props) {
  const region = useRef<HTMLDivElement>(null);
  // The button that the learner pressed is gone.
  useEffect(() => focusIfLost(region.current), []);
  useRestoreFocus(state.step, () => region.current);
  return (
    <div
      ref={region}
      class="erase"
      role="group"
      aria-label={i18n.t('now.disconnecting.line')}
      tabIndex={-1}
      data-testid="disconnecting"
      data-step={state.step}
    >
      <EraseProgress
        of="connection"
        state={state}
        goOn={(what) => void model.goOnErasing(id, what)}
      />
    </div>
  );
}
