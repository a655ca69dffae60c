import { useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { useRestoreFocus } from '../ui/restore-focus.ts';
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

  // After a removed row, the focus goes to the next row or to the last.
  useRestoreFocus(list?.length, () => {
    const at = gone.current;
    gone.current = null;
    const left = rows.current?.children;
    return at === null ? null : (left?.[at] ?? left?.[left.length - 1])?.querySelector('button');
  });

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
