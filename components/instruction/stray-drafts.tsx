import { i18n } from '#i18n';
import { CopyButton } from '../ui/copy-button.tsx';
import type { InstructionModel } from './instruction-model.ts';
import { labelOf } from './instruction-text.ts';
import { Message } from '../ui/message.tsx';

/** Shows the drafts of fields that the server no longer has. Nothing else would ever show them. */
export function StrayDrafts({ model }: { model: InstructionModel }) {
  return model.fields.strays.value.map((field) => (
    <Message key={field} tone="wait">
      <p>{i18n.t('instruction.stray', [labelOf(field)])}</p>
      <pre dir="auto" tabIndex={0}>
        {model.fields.text(field)}
      </pre>
      <div class="row">
        <CopyButton text={model.fields.text(field)} />
        <button type="button" onClick={() => void model.discard([field])}>
          {i18n.t('instruction.discard')}
        </button>
      </div>
    </Message>
  ));
}
