import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { InstructionPanel } from './instruction.tsx';
import { createInstruction } from './instruction-model.ts';

/** The Instruction tab of the popup. */
export function PopupInstruction({ shown }: { shown: boolean }) {
  const model = useMemo(createInstruction, []);
  return (
    <>
      <h2 class="unseen">{i18n.t('popup.instruction')}</h2>
      <InstructionPanel model={model} inFront={shown} />
    </>
  );
}
