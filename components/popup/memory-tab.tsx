import { i18n } from '#i18n';
import { WeekSummary } from './week-summary.tsx';
import { MemoryPanel } from '../memory/memory-panel.tsx';
import { createMemory } from '../memory/memory-model.ts';
import { ServerMemoryStatus } from '../memory/server-memory-status.tsx';
import type { PopupModel } from './popup-model.ts';
import { SchoolSelect } from '../schools/school-select.tsx';
import { useModelOf } from '../schools/selected-school.ts';

/** Shows the Memory tab of the popup. */
export function MemoryTab({ popup: { overview, deletes, schools } }: { popup: PopupModel }) {
  const id = schools.id.value;
  const model = useModelOf((one) => createMemory(overview, deletes, one), id);
  const connection = model.overview.value?.connection;
  return (
    <>
      <h2 class="unseen">{i18n.t('popup.memory')}</h2>
      <SchoolSelect model={schools} />
      {connection?.connected && <ServerMemoryStatus connectionId={connection.id} />}
      <MemoryPanel key={id} model={model}>
        <WeekSummary />
      </MemoryPanel>
    </>
  );
}
