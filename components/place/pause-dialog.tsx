import { useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PauseLength } from '../../lib/shared/pause-length.ts';
import { PauseLengthChoice } from '../sites/pause-length.tsx';
import { DialogButtons } from '../ui/dialog/dialog-buttons.tsx';
import { Dialog } from '../ui/dialog/dialog.tsx';
import { Radios } from '../ui/radios.tsx';

export type PauseWhat = 'everything' | 'course' | 'site';

interface Props {
  /** The name of the site in front, of which a course is open; null if there is none. */
  readonly site: string | null;
  readonly pause: (what: PauseWhat, length: PauseLength) => void;
  readonly close: () => void;
}

/** Asks what to pause (everything, or only the course or site in front), and for how long. */
export function PauseDialog({ site, pause, close }: Props) {
  const [what, setWhat] = useState<PauseWhat>('everything');
  const [length, setLength] = useState<PauseLength>('endless');
  const texts = {
    everything: i18n.t('pauses.everything'),
    course: i18n.t('now.pauseCourse'),
    site,
  };
  return (
    <Dialog title={site === null ? i18n.t('pauses.all') : i18n.t('now.pause')} close={close}>
      {site !== null && (
        <Radios
          legend={i18n.t('pauses.what')}
          all={['everything', 'course', 'site']}
          chosen={what}
          set={setWhat}
          text={(one) => texts[one]}
        />
      )}
      <PauseLengthChoice length={length} set={setLength} />
      <DialogButtons text={i18n.t('now.pause')} confirm={() => pause(what, length)} close={close} />
    </Dialog>
  );
}
