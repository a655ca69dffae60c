import { i18n } from '#i18n';
import { InstructionPanel } from '../instruction/instruction-panel.tsx';
import { createInstruction } from '../instruction/instruction-model.ts';
import { SchoolSelect } from '../schools/school-select.tsx';
import { useModelOf, type SelectedSchoolModel } from '../schools/selected-school.ts';

/** Shows the Instruction tab of the popup. */
export function InstructionTab({
  shown,
  schools,
}: {
  shown: boolean;
  schools: SelectedSchoolModel;
}) {
  const id = schools.id.value;
  const model = useModelOf(createInstruction, id);
  return (
    <>
      <h2 class="unseen">{i18n.t('popup.instruction')}</h2>
      <SchoolSelect model={schools} />
      <InstructionPanel key={id} model={model} inFront={shown} />
    </>
  );
}
