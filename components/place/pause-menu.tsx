import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Place } from '../../lib/edx/place.ts';
import type { PauseLength } from '../../lib/shared/pause-length.ts';
import { Icon } from '../ui/icon.tsx';
import { later } from '../ui/lazy.tsx';
import { siteName } from '../ui/names.ts';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import type { PlaceModel } from './place-model.ts';

const PauseDialog = later(async () => (await import('./pause-dialog.tsx')).PauseDialog, true);

export type PauseSite = (origin: string, length: PauseLength) => void;

interface Props {
  readonly paused: boolean;
  readonly model: PlaceModel;
  readonly pauseSite: PauseSite;
}

/** Shows the button that pauses everything and, beside it, the one that asks what and how long. */
export function PauseMenu({ paused, model, pauseSite }: Props) {
  /** The place that was in front when the dialog was opened; undefined while the dialog is closed. */
  const [asked, setAsked] = useState<Place | null>();
  const main = useRef<HTMLButtonElement>(null);
  const label = i18n.t('now.pauseMenu');

  useRestoreFocus(paused, () => main.current);

  return (
    <div class="split end">
      <button
        type="button"
        ref={main}
        class={paused ? 'primary' : ''}
        onClick={() => void model.pause(!paused)}
      >
        {paused ? i18n.t('now.resume') : i18n.t('now.pause')}
      </button>
      {!paused && (
        <button
          type="button"
          class="bare"
          aria-haspopup="dialog"
          title={label}
          aria-label={label}
          onClick={() => setAsked(model.place.value)}
        >
          <Icon name="open" />
        </button>
      )}
      {asked !== undefined && (
        <PauseDialog
          site={asked && siteName(asked.site)}
          pause={(what, length) => {
            if (what === 'course' && asked) void model.pauseCourse(asked, length);
            else if (what === 'site' && asked) pauseSite(asked.site, length);
            else void model.pause(true, length);
          }}
          close={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}
