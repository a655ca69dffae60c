import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import { openOptions } from '../data/browser.ts';
import { InstructionForm } from './instruction-form.tsx';
import type { InstructionModel } from './instruction-model.ts';
import { FaultNotice } from '../ui/fault/fault-notice.tsx';
import { isWithoutRoute } from './instruction-text.ts';
import { later } from '../ui/lazy.tsx';
import { isWide } from '../ui/wide.ts';
import { sentences } from '../ui/words/sentences.ts';

const parts = () => import('./later-parts.ts');
const IdeasBeside = later(async () => (await parts()).IdeasBeside, true);
const StartingPoints = later(async () => (await parts()).StartingPoints, true);
const StrayDrafts = later(async () => (await parts()).StrayDrafts, true);

interface Props {
  readonly model: InstructionModel;
  /** Whether the panel is shown. Then Ctrl+S saves. */
  readonly inFront: boolean;
}

export function InstructionPanel({ model, inFront }: Props) {
  const state = model.state.value;
  const account = state && `${state.connection.id} ${state.connection.connected}`;
  useEffect(() => {
    if (account !== undefined) void model.read();
  }, [model, account]);

  if (state === undefined) return <p class="quiet">{i18n.t('instruction.loading')}</p>;
  const wide = isWide.value;
  const hasForm = model.fields.all.value.length > 0;
  if (state === null || (!state.connection.connected && !hasForm)) {
    return (
      <div class="empty">
        <p>{i18n.t('instruction.notConnected')}</p>
        <button type="button" class="primary" onClick={() => void openOptions('#school')}>
          {i18n.t('now.connect')}
        </button>
      </div>
    );
  }
  return (
    <>
      <div class="lead">
        <Reading model={model} />
        {hasForm && !wide && <StartingPoints model={model} />}
      </div>
      {model.fields.strays.value.length > 0 && <StrayDrafts model={model} />}
      {hasForm && <InstructionForm model={model} inFront={inFront} />}
      {hasForm && wide && <IdeasBeside model={model} />}
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
  const words = model.isEmpty.value ? i18n.t('instruction.empty') : '';
  return <p class="quiet">{sentences(i18n.t('instruction.about'), words)}</p>;
}
