import { useMemo } from 'preact/hooks';
import { InstructionPanel } from './instruction.tsx';
import { createInstruction } from './instruction-model.ts';

/** The Instruction tab of the popup. */
export function PopupInstruction({ shown }: { shown: boolean }) {
  const model = useMemo(createInstruction, []);
  return <InstructionPanel model={model} inFront={shown} />;
}
