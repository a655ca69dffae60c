import { useMemo } from 'preact/hooks';
import { Glance } from './glance.tsx';
import { Memory } from './memory.tsx';
import { createMemory } from './memory-model.ts';
import type { PopupModel } from './popup-model.ts';

/** The Memory tab of the popup. */
export function PopupMemory({ popup: { overview, deletes } }: { popup: PopupModel }) {
  const model = useMemo(() => createMemory(overview, deletes), [overview, deletes]);
  return (
    <Memory model={model}>
      <Glance />
    </Memory>
  );
}
