import { i18n } from '#i18n';
import { isolated } from '../ui/sentence.tsx';
import type { Connection } from '../../lib/store/items/connections.ts';
import { ownerOf } from '../../lib/domain/connections.ts';
import type { SchoolsModel } from './schools-model.ts';
import { schoolName, siteName } from '../ui/names.ts';
import { Tick } from '../ui/tick.tsx';

interface Props {
  readonly connection: Connection;
  readonly model: SchoolsModel;
}

/** Shows a school's sites. The default school has all sites that no other school has. */
export function SchoolSites({ connection, model }: Props) {
  const all = model.all.value.map((one) => one.connection);
  const first = all[0];
  const sites = model.sites.value.map((origin) => ({ origin, owner: ownerOf(all, origin) }));
  if (connection.id === first?.id) {
    const rest = sites.filter(({ owner }) => owner === connection);
    return (
      <div data-testid="school-sites">
        <p>{i18n.t('schools.allOthers')}</p>
        <ul class="plain quiet">
          {rest.map(({ origin }) => (
            <li key={origin}>
              <bdi>{siteName(origin)}</bdi>
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <fieldset class="school__sites" data-testid="school-sites">
      <legend>{i18n.t('schools.sites')}</legend>
      {sites.map(({ origin, owner }) => {
        const mine = owner === connection;
        const other = owner !== null && owner !== first && !mine ? schoolName(all, owner) : null;
        return (
          <Tick
            key={origin}
            on={mine}
            set={(on) => void model.giveSite(origin, on ? connection.id : (first?.id ?? ''))}
          >
            <bdi>{siteName(origin)}</bdi>{' '}
            {other !== null && (
              <span class="quiet">{i18n.t('schools.nowAt', [isolated(other)])}</span>
            )}
          </Tick>
        );
      })}
    </fieldset>
  );
}
