import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

/**
 * Returns a part of a screen that loads when it is first shown, so that the first screen need not
 * wait for it. From the second time on it is shown at once.
 * @param over the part covers the screen, so no placeholder is shown until it has loaded
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  over = false,
): ComponentType<P> {
  let known: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [failed, setFailed] = useState<{ error: unknown } | null>(null);
    const [Part, setPart] = useState(() => known);
    useEffect(() => {
      if (Part) return;
      const bring = async () => {
        known = await load();
        setPart(() => known);
      };
      bring().catch((error: unknown) => setFailed({ error }));
    }, []);
    // Thrown for the boundary around this part.
    if (failed) throw failed.error;
    if (Part) return <Part {...props} />;
    return over ? null : <p class="quiet">{i18n.t('common.loading')}</p>;
  };
}
