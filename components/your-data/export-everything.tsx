import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { createExportEverything } from './export-everything-model.ts';
import { Message } from '../ui/message.tsx';
import { DataSection } from './data-section.tsx';

/** Saves everything that is kept in this browser as one file. */
export function ExportEverything() {
  const model = useMemo(createExportEverything, []);
  const state = model.state.value;
  return (
    <DataSection id="all" title={i18n.t('everything.title')} about={i18n.t('everything.about')}>
      <div class="row">
        <button type="button" aria-disabled={state === 'making'} onClick={() => void model.save()}>
          {i18n.t('everything.save')}
        </button>
        <p role="status" class="said" data-testid="everything">
          {typeof state === 'object' && i18n.t('everything.ready', [state.size])}
        </p>
      </div>
      {state === 'failed' && (
        <Message tone="stop" role="alert">
          <p>{i18n.t('everything.failed')}</p>
        </Message>
      )}
    </DataSection>
  );
}
