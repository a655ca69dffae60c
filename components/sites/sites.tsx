import { useEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { AddSite } from './add-site.tsx';
import { SiteRow } from './site-row.tsx';
import { createSites } from './sites-model.ts';

/** Shows the sites that are or could be followed, and a field to add another one. */
export function Sites({ goesTo }: { goesTo: (origin: string) => string | null }) {
  const model = useMemo(createSites, []);
  const rows = useRef<HTMLUListElement>(null);
  /** Position in the list of the row that is being removed; null otherwise. */
  const gone = useRef<number | null>(null);
  const list = model.list.value;

  useEffect(() => {
    // The button that the learner pressed is gone with its row, so the focus goes to the next row
    // or to the last.
    if (gone.current !== null && document.activeElement === document.body) {
      const left = rows.current?.children;
      (left?.[gone.current] ?? left?.[left.length - 1])?.querySelector('button')?.focus();
    }
    gone.current = null;
  }, [list?.length]);

  if (!list) return null;
  return (
    <>
      <p>{i18n.t('sites.about')}</p>
      <ul class="plain rows" aria-label={i18n.t('sites.list')} ref={rows}>
        {list.map((site, at) => (
          <li key={site.origin} class="site" data-testid="site" data-site={site.origin}>
            <SiteRow
              site={site}
              goesTo={goesTo(site.origin)}
              model={model}
              remove={() => {
                gone.current = at;
                void model.remove(site.origin);
              }}
            />
          </li>
        ))}
      </ul>
      <AddSite model={model} />
    </>
  );
}
