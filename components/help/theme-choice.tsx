import { useMemo } from 'preact/hooks';
import { i18n } from '#i18n';
import { theme, THEMES } from '../../lib/store/items/theme.ts';
import { live } from '../data/live.ts';

/** Lets the learner choose the colours of all pages of Waypoint. */
export function ThemeChoice() {
  const chosen = useMemo(() => live(() => theme.read(), [(changed) => theme.watch(changed)]), []);
  return (
    <fieldset class="choice">
      <legend>{i18n.t('help.theme.title')}</legend>
      {THEMES.map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="theme"
            value={one}
            checked={chosen.value.value === one}
            onChange={() => void theme.write(one)}
          />
          <span>{i18n.t(`help.theme.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
