import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { liveShortcut } from '../data/live-items-options.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';

/** Shows the keys that open Waypoint, as the browser has them set, and where to change them. */
export function Shortcut() {
  const keys = useMemo(liveShortcut, []).value.value;
  if (keys === undefined) return null;
  return (
    <>
      <p data-testid="shortcut">
        {keys === '' ? (
          i18n.t('help.shortcut.none')
        ) : (
          <Sentence text={i18n.t('help.shortcut.keys', [MARK])} values={[<kbd>{keys}</kbd>]} />
        )}
      </p>
      {/* A browser lets no page link to these addresses. */}
      <p class="hint">
        {import.meta.env.BROWSER === 'firefox'
          ? i18n.t('help.shortcut.howFirefox')
          : i18n.t('help.shortcut.howChrome')}
      </p>
    </>
  );
}
