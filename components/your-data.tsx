import type { ComponentType } from 'preact';
import { i18n } from '#i18n';
import { Boundary } from './boundary.tsx';
import { SettingsFile } from './settings-file.tsx';

/** What the learner can do with all that Waypoint has of theirs, a part each. */
const PARTS: readonly { id: string; title: () => string; Part: ComponentType }[] = [
  { id: 'settings-file', title: () => i18n.t('file.heading'), Part: SettingsFile },
];

export function YourData() {
  return (
    <>
      {PARTS.map(({ id, title, Part }) => (
        <div key={id} class="part" role="group" aria-labelledby={`part-${id}`}>
          <h3 id={`part-${id}`}>{title()}</h3>
          <Boundary>
            <Part />
          </Boundary>
        </div>
      ))}
    </>
  );
}
