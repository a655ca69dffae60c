import { useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { EraseProgress } from '../deletes/erase-progress.tsx';
import { Message } from '../ui/message.tsx';
import { DataSection } from './data-section.tsx';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { createDeleteEverything } from './delete-everything-model.ts';
import { DeleteEverythingDialog } from './delete-everything-dialog.tsx';

/** @param props.cleared called once what Waypoint kept in this browser is deleted */
export function DeleteEverything({ cleared }: { readonly cleared: () => void }) {
  const model = useMemo(() => createDeleteEverything(cleared), []);
  const [asking, setAsking] = useState(false);
  const state = model.state.value;
  const place = useRef<HTMLDivElement>(null);
  const step = state?.step ?? 'none';

  useRestoreFocus(step, () => place.current);

  if (state === undefined) return null;
  return (
    <DataSection id="erase" title={i18n.t('erase.title')} about={i18n.t('erase.about')}>
      <div ref={place} class="erase" tabIndex={-1} data-testid="erase" data-step={step}>
        {state === null && (
          <button type="button" class="danger" onClick={() => setAsking(true)}>
            {i18n.t('erase.open')}
          </button>
        )}
        {state && (
          <EraseProgress of="everything" state={state} goOn={(what) => void model.goOn(what)} />
        )}
        {model.noAnswer.value && (
          <Message tone="stop" role="alert">
            <p>{i18n.t('fault.no_answer')}</p>
          </Message>
        )}
      </div>
      {asking && (
        <DeleteEverythingDialog
          schools={model.schools.value ?? []}
          start={(request) => void model.start(request)}
          close={() => setAsking(false)}
        />
      )}
    </DataSection>
  );
}
