import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { createAllData } from './export-everything-model.ts';
import { DataPart } from './data-section.tsx';

/** Saves everything that is kept in this browser as one file. */
export function AllData() {
  const model = useMemo(createAllData, []);
  const state = model.state.value;
  return (
    <DataPart id="all" title={i18n.t('everything.title')} about={i18n.t('everything.about')}>
      <div class="row">
        <button type="button" aria-disabled={state === 'making'} onClick={() => void model.save()}>
          {i18n.t('everything.save')}
        </button>
        <p role="status" class="said" data-testid="everything">
          {typeof state === 'object' && i18n.t('everything.ready', [state.size])}
          {state === 'failed' && i18n.t('everything.failed')}
        </p>
      </div>
    </DataPart>
  );
}
