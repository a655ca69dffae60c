import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { openOptions } from '../data/browser.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { InstructionForm } from './instruction-form.tsx';
import type { InstructionModel } from './instruction-model.ts';
import { StartingPoints } from './starting-points.tsx';
import { FaultNotice } from '../ui/fault/fault-notice.tsx';
import { isWithoutRoute, labelOf } from './instruction-text.ts';
import { Message } from '../ui/message.tsx';

interface Props {
  readonly model: InstructionModel;
  /** Whether the panel fills the whole screen. Then Ctrl+S saves wherever the focus is. */
  readonly inFront: boolean;
}

export function InstructionPanel({ model, inFront }: Props) {
  const state = model.state.value;
  const account = state && `${state.connection.id} ${state.connection.connected}`;
  useEffect(() => {
    if (account !== undefined) void model.read();
  }, [model, account]);

  if (state === undefined) return <p class="quiet">{i18n.t('instruction.loading')}</p>;
  const hasForm = model.fields.all.value.length > 0;
  if (state === null || (!state.connection.connected && !hasForm)) {
    return (
      <div class="empty">
        <p>{i18n.t('instruction.notConnected')}</p>
        {/* On the options page the connection section is near, so no button is needed. */}
        {inFront && (
          <button type="button" class="primary" onClick={() => void openOptions('#school')}>
            {i18n.t('now.connect')}
          </button>
        )}
      </div>
    );
  }
  return (
    <>
      <div class="lead">
        <Reading model={model} />
        {hasForm && <StartingPoints model={model} />}
      </div>
      <Strays model={model} />
      {hasForm && <InstructionForm model={model} inFront={inFront} />}
    </>
  );
}

/** Shows how the read from the server goes. */
function Reading({ model }: { model: InstructionModel }) {
  const reading = model.reading.value;
  const stored = model.state.value?.stored;
  if (reading === 'loading' && !stored) {
    return <p class="quiet">{i18n.t('instruction.loading')}</p>;
  }
  // A form that is already shown is read again silently, so that nothing moves.
  if (reading !== 'read' && reading !== 'loading') {
    return (
      <FaultNotice
        trouble={reading}
        {...(isWithoutRoute(reading) ? { instead: i18n.t('instruction.noRoute') } : {})}
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

/** Shows the drafts of fields that the server no longer has. Nothing else would ever show them. */
function Strays({ model }: { model: InstructionModel }) {
  return model.fields.strays.value.map((field) => (
    <Message key={field} tone="wait">
      <p>{i18n.t('instruction.stray', [labelOf(field)])}</p>
      <pre dir="auto" tabIndex={0}>
        {model.fields.text(field)}
      </pre>
      <div class="row">
        <CopyButton text={model.fields.text(field)} label={i18n.t('common.copy')} />
        <button type="button" onClick={() => void model.discard([field])}>
          {i18n.t('instruction.discard')}
        </button>
      </div>
    </Message>
  ));
}
