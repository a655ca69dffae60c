import { i18n } from '#i18n';
import { Glance } from './week-summary.tsx';
import { Memory } from '../memory/memory-panel.tsx';
import { createMemory } from '../memory/memory-model.ts';
import type { PopupModel } from './popup-model.ts';
import { SchoolChoice } from '../schools/school-select.tsx';
import { useModelOf } from '../schools/selected-school.ts';

/** Shows the Memory tab of the popup. */
export function PopupMemory({ popup: { overview, deletes, schools } }: { popup: PopupModel }) {
  const id = schools.id.value;
  const model = useModelOf((one) => createMemory(overview, deletes, one), id);
  return (
    <>
      <h2 class="unseen">{i18n.t('popup.memory')}</h2>
      <SchoolChoice model={schools} />
      <Memory key={id} model={model}>
        <Glance />
      </Memory>
    </>
  );
}
