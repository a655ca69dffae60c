import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { ConnectForm } from '../connect/connect-form.tsx';
import { useWantedField } from './focus-field.ts';
import type { SchoolsModel } from './schools-model.ts';
import { WaysToConnect } from '../connect/ways-to-connect.tsx';

/** Shows a button that opens an empty form for one more school. */
export function NewSchool({ model }: { model: SchoolsModel }) {
  const open = model.form.value?.of === null ? model.form.value.model : null;
  const area = useRef<HTMLDivElement>(null);

  useWantedField(area, model, { open, usual: 'org' });
  useRestoreFocus(open, () => (open ? null : area.current?.querySelector('button')));

  return (
    <div
      ref={area}
      class="new-school"
      role={open ? 'group' : undefined}
      aria-label={open ? i18n.t('schools.new') : undefined}
    >
      {open ? (
        <>
          <h3>{i18n.t('schools.new')}</h3>
          <WaysToConnect model={open} search={model.search}>
            <ConnectForm model={open} cancel={model.cancel} />
          </WaysToConnect>
        </>
      ) : (
        <button type="button" onClick={() => model.add()}>
          {i18n.t('schools.add')}
        </button>
      )}
    </div>
  );
}
