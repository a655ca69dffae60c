import { i18n } from '#i18n';
import { INSTRUCTION_FIELDS } from '../../lib/ibl/instruction/fields.ts';
import type { InstructionModel } from './instruction-model.ts';
import type { Saving, Step } from './instruction-types.ts';
import { wordsOf } from '../ui/fault/fault-text.ts';
import { blamedElsewhere, isWithoutRoute, labelOf } from './instruction-text.ts';
import { ServerSaid } from '../ui/server-said.tsx';
import { sentences } from '../ui/words/sentences.ts';

/** Shows the result of the last save, or of the last change of several fields. */
export function InstructionMessages({ model }: { model: InstructionModel }) {
  const saving = outcomeOf(model);
  const changed = model.fields.changed.value.length > 0;
  const tone = changed || saving.kind === 'differs' ? 'wait' : saving.kind === 'failed' && 'stop';
  const server =
    saving.kind === 'failed' ? blamedElsewhere(saving.why, model.fields.all.value) : [];
  return (
    <div class={tone ? `said said--${tone}` : 'said'}>
      <p role="status" data-testid="instruction-status" data-kind={saving.kind}>
        {sentence(model, saving)}
      </p>
      {server.map((words) => (
        <ServerSaid key={words} words={words} />
      ))}
    </div>
  );
}

/**
 * Hides a failed save once the learner has changed something, because what is wrong now may be
 * something else, or once the text was saved or discarded in another window.
 */
function outcomeOf(model: InstructionModel): Saving {
  const saving = model.saving.value;
  const isOver =
    (saving.kind === 'failed' && saving.edited.size > 0) ||
    (saving.kind === 'differs' && saving.fields.length === 0);
  const open = saving.kind === 'failed' || saving.kind === 'differs';
  return isOver || (open && model.fields.edited.value.length === 0) ? { kind: 'idle' } : saving;
}

function sentence(model: InstructionModel, saving: Saving): string {
  const step = model.step.value;
  if (saving.kind === 'failed') {
    const why = isWithoutRoute(saving.why) ? i18n.t('instruction.noRoute') : wordsOf(saving.why);
    return sentences(i18n.t('instruction.notSaved'), why);
  }
  if (saving.kind !== 'saving') {
    if (model.fields.changed.value.length > 0) return i18n.t('instruction.changed');
    if (step?.kind === 'added') return i18n.t('instruction.added', [nameIn(step)]);
    if (step) return i18n.t(`instruction.${step.kind}`);
  }
  return saving.kind === 'idle' ? '' : i18n.t(`instruction.${saving.kind}`);
}

/** Returns the name of the field to which a text was added. */
const nameIn = ({ back }: Step): string =>
  INSTRUCTION_FIELDS.filter((field) => field in back).map(labelOf)[0] ?? '';
