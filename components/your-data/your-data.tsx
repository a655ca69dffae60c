import { i18n } from '#i18n';
import { ExportEverything } from './export-everything.tsx';
import { ChatExports } from './chat-export.tsx';
import { DataSection } from './data-section.tsx';
import { DeleteEverything } from './delete-everything.tsx';
import { SettingsFile } from './settings-file.tsx';

/**
 * Shows what the learner can save from Waypoint, load into it, or delete.
 * @param props.cleared called once what Waypoint kept in this browser is deleted
 */
export function YourData({ cleared }: { readonly cleared: () => void }) {
  return (
    <>
      <ChatExports />
      <ExportEverything />
      <DataSection id="settings-file" title={i18n.t('file.heading')} about={i18n.t('file.about')}>
        <SettingsFile />
      </DataSection>
      <DeleteEverything cleared={cleared} />
    </>
  );
}
