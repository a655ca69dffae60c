import type { TargetedInputEvent } from 'preact';
import { i18n } from '#i18n';
import { PROFESSION_LIMIT, type InstructionField } from '../../lib/ibl/instruction/fields.ts';
import type { InstructionModel } from './instruction-model.ts';
import { TagsField } from './tags-field.tsx';
import { Conflict } from './conflict.tsx';
import { blamed, labelOf } from './instruction-text.ts';
import { counted } from '../ui/words/plural.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';

/** The counter is shown when at most this many characters are left. */
const NEAR = 20;

/** Returns the height in lines. Fields for longer texts begin taller. */
function rowsOf(field: InstructionField): number {
  if (field === 'content') return 8;
  return field === 'about_user' ? 3 : 2;
}

export const idOfField = (field: InstructionField) => `field-${field}`;

interface Props {
  readonly field: InstructionField;
  readonly model: InstructionModel;
}

export function InstructionFieldView({ field, model }: Props) {
  const text = model.fields.text(field);
  const saving = model.saving.value;
  const left = field === 'profession' ? PROFESSION_LIMIT - Array.from(text).length : null;
  const blame =
    saving.kind === 'failed' && !saving.edited.has(field) ? blamed(saving.why, field) : null;
  const wrong = blame !== null || (left !== null && left < 0);
  const id = idOfField(field);
  const describedBy = `hint-${field} said-${field}`;
  const shared = {
    id,
    value: text,
    dir: 'auto' as const,
    'aria-describedby': describedBy,
    'aria-invalid': wrong,
    onInput: (event: TargetedInputEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      void model.type(field, event.currentTarget.value),
  };
  return (
    <div class="field">
      <label for={id}>{labelOf(field)}</label>
      <p class="hint" id={`hint-${field}`}>
        {i18n.t(`instruction.${field}.hint`)}
      </p>
      {field === 'desired_mentor_traits' ? (
        <TagsField
          {...{ id, text, describedBy, wrong }}
          onText={(next) => void model.type(field, next)}
        />
      ) : field === 'profession' ? (
        <input type="text" {...shared} />
      ) : (
        <textarea rows={rowsOf(field)} {...shared} />
      )}
      <div id={`said-${field}`} class={wrong ? 'field__said field__said--wrong' : 'field__said'}>
        {left !== null && left <= NEAR && (
          <p>
            {left < 0 ? counted('instruction.tooLong', -left) : counted('instruction.left', left)}
          </p>
        )}
        {blame && (
          <p>
            <Sentence text={i18n.t('instruction.fieldRefused', [MARK])} values={[blame]} />
          </p>
        )}
      </div>
      <TwoVersions field={field} model={model} />
    </div>
  );
}

/** Shows both texts if the server's differs from the typed one and the learner must know. */
function TwoVersions({ field, model }: Props) {
  const { fields, saving } = model;
  const changed = fields.changed.value.includes(field);
  const differs =
    saving.value.kind === 'differs' &&
    saving.value.fields.includes(field) &&
    fields.edited.value.includes(field);
  if (!changed && !differs) return null;
  const back = () => document.getElementById(idOfField(field))?.focus();
  const title = i18n.t(changed ? 'instruction.changedTitle' : 'instruction.differsTitle');
  return (
    <Conflict
      title={i18n.t('common.labelled', [labelOf(field), title])}
      mine={fields.text(field)}
      theirs={fields.stored(field)}
      onMine={() => void model.keepMine(field).then(back)}
      onTheirs={() => void model.takeTheirs(field).then(back)}
    />
  );
}
