import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { Glance } from './glance.tsx';
import { Memory } from './memory.tsx';
import { createMemory } from './memory-model.ts';
import type { PopupModel } from './popup-model.ts';

/** The Memory tab of the popup. */
export function PopupMemory({ popup: { overview, deletes } }: { popup: PopupModel }) {
  const model = useMemo(() => createMemory(overview, deletes), [overview, deletes]);
  return (
    <>
      <h2 class="unseen">{i18n.t('popup.memory')}</h2>
      <Memory model={model}>
        <Glance />
      </Memory>
    </>
  );
}
