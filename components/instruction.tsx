import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { openOptions } from '../lib/send.ts';
import { InstructionForm } from './instruction-form.tsx';
import type { InstructionModel } from './instruction-model.ts';
import { TroubleNotice } from './trouble-notice.tsx';

interface Props {
  readonly model: InstructionModel;
  /** Whether the tab is in front. */
  readonly shown: boolean;
}

export function InstructionPanel({ model, shown }: Props) {
  const state = model.state.value;
  const account = state && `${state.connection.id} ${state.connection.connected}`;
  useEffect(() => {
    if (account !== undefined) void model.read();
  }, [model, account]);
  useEffect(() => {
    if (!shown) return undefined;
    // Wherever the focus is: with this key a person wants to save what they see.
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey)
        return;
      event.preventDefault();
      void model.save();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [model, shown]);

  if (state === undefined) return <p class="quiet">{i18n.t('instruction.loading')}</p>;
  if (state === null || (!state.connection.connected && model.fields.value.length === 0)) {
    return (
      <div class="empty">
        <p>{i18n.t('instruction.notConnected')}</p>
        <button type="button" class="primary" onClick={() => void openOptions()}>
          {i18n.t('now.connect')}
        </button>
      </div>
    );
  }
  return (
    <>
      <Reading model={model} />
      {model.fields.value.length > 0 && <InstructionForm model={model} />}
    </>
  );
}

/** How reading from the server goes. */
function Reading({ model }: { model: InstructionModel }) {
  const reading = model.reading.value;
  const stored = model.state.value?.stored;
  if (reading === 'loading' && !stored) {
    return <p class="quiet">{i18n.t('instruction.loading')}</p>;
  }
  // A form that is already there is read again without a word, and without moving.
  if (reading !== 'read' && reading !== 'loading') {
    const noRoute = reading.kind === 'status' && reading.status === 404;
    return (
      <TroubleNotice
        trouble={reading}
        {...(noRoute ? { instead: i18n.t('instruction.noRoute') } : {})}
        {...(stored ? { also: i18n.t('instruction.stale') } : {})}
        again={() => void model.read()}
      />
    );
  }
  const empty = stored && Object.values(stored.fields).every((text) => text === '');
  const words = empty ? i18n.t('instruction.empty') : '';
  return (
    <p class="quiet">
      {i18n.t('instruction.about')} {words}
    </p>
  );
}
