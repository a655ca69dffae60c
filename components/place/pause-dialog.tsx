import { useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PauseLength } from '../../lib/shared/pause-length.ts';
import { PauseLengthChoice } from '../sites/pause-length.tsx';
import { Dialog } from '../ui/dialog.tsx';

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
  return (
    <Dialog title={site === null ? i18n.t('pauses.all') : i18n.t('now.pause')} close={close}>
      {site !== null && <WhatChoice site={site} what={what} set={setWhat} />}
      <PauseLengthChoice length={length} set={setLength} />
      <div class="row">
        <button
          type="button"
          class="primary"
          onClick={() => {
            pause(what, length);
            close();
          }}
        >
          {i18n.t('now.pause')}
        </button>
        <button type="button" onClick={close}>
          {i18n.t('common.cancel')}
        </button>
      </div>
    </Dialog>
  );
}

interface WhatProps {
  readonly site: string;
  readonly what: PauseWhat;
  readonly set: (what: PauseWhat) => void;
}

function WhatChoice({ site, what, set }: WhatProps) {
  const name = useId();
  const texts = {
    everything: i18n.t('pauses.everything'),
    course: i18n.t('now.pauseCourse'),
    site,
  };
  return (
    <fieldset class="kept__choices">
      <legend>{i18n.t('pauses.what')}</legend>
      {(['everything', 'course', 'site'] as const).map((one) => (
        <label class="tick" key={one}>
          <input
            type="radio"
            name={name}
            value={one}
            checked={what === one}
            onChange={() => set(one)}
          />
          <bdi>{texts[one]}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
