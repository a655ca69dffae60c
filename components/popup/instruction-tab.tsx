import { i18n } from '#i18n';
import { InstructionPanel } from '../instruction/instruction-panel.tsx';
import { createInstruction } from '../instruction/instruction-model.ts';
import { SchoolChoice } from '../schools/school-select.tsx';
import { useModelOf, type SchoolsModel } from '../schools/selected-school.ts';

/** Shows the Instruction tab of the popup. */
export function PopupInstruction({ shown, schools }: { shown: boolean; schools: SchoolsModel }) {
  const id = schools.id.value;
  const model = useModelOf(createInstruction, id);
  return (
    <>
      <h2 class="unseen">{i18n.t('popup.instruction')}</h2>
      <SchoolChoice model={schools} />
      <InstructionPanel key={id} model={model} inFront={shown} />
    </>
  );
}
