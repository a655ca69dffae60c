import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

interface Props<P> {
  /** Brings the part; asked once. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
}

/** A part of a screen that is loaded when it is first shown: what is shown first need not wait for it. */
export function Later<P extends object>({ load, props }: Props<P>) {
  const [loaded, setLoaded] = useState<{ Part: ComponentType<P> } | { error: unknown } | null>(
    null,
  );
  useEffect(() => {
    load().then(
      (Part) => setLoaded({ Part }),
      (error: unknown) => setLoaded({ error }),
    );
  }, [load]);
  if (loaded === null) return <p class="quiet">{i18n.t('common.loading')}</p>;
  // For the boundary around it.
  if ('error' in loaded) throw loaded.error;
  return <loaded.Part {...props} />;
}
