import { i18n } from '#i18n';
import { InstructionFieldView } from './instruction-field.tsx';
import type { InstructionModel, Saving } from './instruction-model.ts';
import { serverWordsOf, wordsOf } from './words-trouble.ts';
import { blamed } from './words-instruction.ts';

export function InstructionForm({ model }: { model: InstructionModel }) {
  const busy = model.saving.value.kind === 'saving';
  const drafted = model.edited.value.length > 0;
  const blocked = busy || !model.savable.value;
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void model.save();
      }}
    >
      {model.fields.value.map((field) => (
        <InstructionFieldView key={field} field={field} model={model} />
      ))}
      {model.notKept.value && (
        <p class="notice notice--stop" role="alert">
          {i18n.t('instruction.notKept')}
        </p>
      )}
      <div class="foot foot--stick">
        <Said model={model} />
        <div class="row">
          {/* Not `disabled`: the focus would be lost while it saves. */}
          <button type="submit" class="primary" aria-disabled={blocked}>
            {busy ? i18n.t('instruction.saving') : i18n.t('instruction.save')}
          </button>
          {drafted && !busy && (
            <button type="button" onClick={() => void model.discard()}>
              {i18n.t('instruction.discard')}
            </button>
          )}
          {model.discarded.value && (
            <button type="button" onClick={() => void model.undoDiscard()}>
              {i18n.t('instruction.undo')}
            </button>
          )}
          {drafted && <span class="mark">{i18n.t('instruction.draft')}</span>}
        </div>
      </div>
    </form>
  );
}

/** What became of the last save. */
function Said({ model }: { model: InstructionModel }) {
  const saving = model.saving.value;
  const server = saving.kind === 'failed' ? serverWordsOf(saving.why) : '';
  const atField = saving.kind === 'failed' && blamed(saving.why, model.fields.value) !== null;
  return (
    <div class={saving.kind === 'failed' || saving.kind === 'differs' ? 'said said--stop' : 'said'}>
      <p role="status" data-testid="instruction-status" data-kind={saving.kind}>
        {sentence(model)}
      </p>
      {server && !atField && (
        <p class="server-words" dir="auto">
          {i18n.t('common.serverSaid', [server])}
        </p>
      )}
    </div>
  );
}

function sentence(model: InstructionModel): string {
  const saving = model.saving.value;
  if (saving.kind === 'failed') return `${i18n.t('instruction.notSaved')} ${wordsOf(saving.why)}`;
  if (saving.kind === 'idle' && model.discarded.value) return i18n.t('instruction.discarded');
  return SENTENCES[saving.kind]();
}

const SENTENCES: Record<Exclude<Saving['kind'], 'failed'>, () => string> = {
  idle: () => '',
  saving: () => i18n.t('instruction.saving'),
  saved: () => i18n.t('instruction.saved'),
  'nothing-new': () => i18n.t('instruction.nothingNew'),
  differs: () => i18n.t('instruction.differs'),
};
