import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

/**
 * A part of a screen that is loaded when it is first shown, as what is shown first need not wait for it.
 * The second time it is there at once.
 * @param over it comes over all else: nothing stands in its place until it is there
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
    // For the boundary around it.
    if (failed) throw failed.error;
    if (Part) return <Part {...props} />;
    return over ? null : <p class="quiet">{i18n.t('common.loading')}</p>;
  };
}
