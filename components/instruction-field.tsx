import type { TargetedInputEvent } from 'preact';
import { i18n } from '#i18n';
import { PROFESSION_LIMIT, type InstructionField } from '../lib/ibl/instruction-fields.ts';
import type { InstructionModel } from './instruction-model.ts';
import { blamed, wordsOfField } from './words-instruction.ts';

/** From here on the counter is worth its place. */
const NEAR = 20;

/** Where much is written there is more room from the start. */
function rowsOf(field: InstructionField): number {
  if (field === 'content') return 8;
  return field === 'about_user' ? 3 : 2;
}

interface Props {
  readonly field: InstructionField;
  readonly model: InstructionModel;
}

export function InstructionFieldView({ field, model }: Props) {
  const { label, hint } = wordsOfField(field);
  const text = model.text(field);
  const saving = model.saving.value;
  const left = field === 'profession' ? PROFESSION_LIMIT - Array.from(text).length : null;
  const blame = saving.kind === 'failed' ? blamed(saving.why, [field]) : null;
  const differs = saving.kind === 'differs' && saving.fields.includes(field);
  const wrong = blame !== null || (left !== null && left < 0);
  const shared = {
    id: `field-${field}`,
    value: text,
    dir: 'auto' as const,
    'aria-describedby': `hint-${field} said-${field}`,
    'aria-invalid': wrong,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      void model.type(field, event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={shared.id}>{label}</label>
      <p class="hint" id={`hint-${field}`}>
        {hint}
      </p>
      {field === 'profession' ? (
        <input type="text" {...shared} />
      ) : (
        <textarea rows={rowsOf(field)} {...shared} />
      )}
      <div id={`said-${field}`} class={wrong ? 'field__said field__said--wrong' : 'field__said'}>
        {left !== null && left <= NEAR && (
          <p>
            {left < 0 ? i18n.t('instruction.tooLong', -left) : i18n.t('instruction.left', left)}
          </p>
        )}
        {blame && <p dir="auto">{i18n.t('instruction.fieldRefused', [blame.words])}</p>}
      </div>
      {differs && (
        <div class="kept">
          <p>{i18n.t('instruction.serverKeeps')}</p>
          {model.stored(field) === '' ? (
            <p class="quiet">{i18n.t('instruction.serverKeepsNothing')}</p>
          ) : (
            <pre dir="auto">{model.stored(field)}</pre>
          )}
        </div>
      )}
    </div>
  );
}
