import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { InstructionFieldView } from './instruction-field.tsx';
import type { InstructionModel } from './instruction-model.ts';
import { InstructionMessages } from './instruction-messages.tsx';
import { Message } from '../ui/message.tsx';

interface Props {
  readonly model: InstructionModel;
  /** Whether the form is shown. Then Ctrl+S saves, wherever the focus is. */
  readonly inFront: boolean;
}

export function InstructionForm({ model, inFront }: Props) {
  const form = useRef<HTMLFormElement>(null);

  async function save(): Promise<void> {
    const blocked = !model.savable.value;
    if (await model.save()) return;
    // Leaves the focus where it is if the learner kept typing.
    if (!blocked && document.activeElement?.matches('input, textarea')) return;
    form.current?.querySelector<HTMLElement>('[aria-invalid=true], .versions')?.focus();
  }

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      if (!inFront || key.toLowerCase() !== 's' || !(ctrlKey || metaKey) || altKey) return;
      event.preventDefault();
      void save();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [model, inFront]);

  const { fields } = model;
  const written = fields.all.value.some((one) => fields.text(one) !== '' || fields.stored(one));
  return (
    <form
      class="form"
      noValidate
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {fields.all.value.map((field) => (
        <InstructionFieldView key={field} field={field} model={model} />
      ))}
      {fields.notKept.value && (
        <Message tone="stop" role="alert">
          {i18n.t('instruction.notKept')}
        </Message>
      )}
      {written && (
        <div class="row clear">
          <ConfirmButton
            label={i18n.t('instruction.clear')}
            question={i18n.t('instruction.clearAsk')}
            onAsk={() => model.unsay()}
            onConfirm={() => void model.clear()}
          />
        </div>
      )}
      {/* Shown while there is something to save, to undo or to tell. */}
      <div
        class="foot foot--stick"
        hidden={
          fields.edited.value.length === 0 &&
          model.saving.value.kind === 'idle' &&
          model.step.value === null
        }
      >
        <InstructionMessages model={model} />
        <Buttons model={model} />
      </div>
    </form>
  );
}

function Buttons({ model }: { model: InstructionModel }) {
  const busy = model.saving.value.kind === 'saving';
  const drafted = model.fields.edited.value.length > 0;
  const undoable = Object.keys(model.step.value?.back ?? {}).length > 0;
  return (
    <div class="row">
      {/* Not `disabled`: a disabled button would lose the focus during the save. */}
      <button
        type="submit"
        class="primary"
        aria-disabled={busy || !drafted || !model.savable.value}
        aria-keyshortcuts="Control+S Meta+S"
      >
        {busy ? i18n.t('instruction.saving') : i18n.t('instruction.save')}
      </button>
      {drafted && !busy && (
        <button type="button" onClick={() => void model.discard()}>
          {i18n.t('instruction.discard')}
        </button>
      )}
      {undoable && !busy && (
        <button type="button" onClick={() => void model.undo()}>
          {i18n.t('instruction.undo')}
        </button>
      )}
      {drafted && <span class="unsaved">{i18n.t('instruction.draft')}</span>}
    </div>
  );
}
