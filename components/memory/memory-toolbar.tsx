import { i18n } from '#i18n';
import type { MemoryModel, Row } from './memory-model.ts';
import { SearchCount } from '../ui/search/search-count.tsx';
import { SearchField } from '../ui/search/search-field.tsx';
import { later } from '../ui/lazy.tsx';
import { counted, numberOf } from '../ui/words/plural.ts';
import { parts } from './load-later-parts.ts';

const TickedCourses = later(async () => (await parts()).TickedCourses, true);

interface Props {
  readonly model: MemoryModel;
  readonly connected: boolean;
  readonly remove: (rows: readonly Row[]) => void;
}

/** Shows the search, the order, and the actions on several courses at once. */
export function MemoryToolbar({ model, connected, remove }: Props) {
  const all = model.rows.value.length;
  const found = model.found.value;
  if (all < 2 && model.query.value === '') return null;
  return (
    <>
      <search class="memory-find">
        <SearchField
          label={i18n.t('memory.search')}
          hint={i18n.t('memory.searchHint')}
          query={model.query}
        />
        <select
          aria-label={i18n.t('memory.order')}
          value={model.order.value}
          onChange={({ currentTarget: { value } }) =>
            (model.order.value = value === 'name' ? 'name' : 'newest')
          }
        >
          <option value="newest">{i18n.t('memory.newest')}</option>
          <option value="name">{i18n.t('memory.byName')}</option>
        </select>
      </search>
      <div class="row">
        <SearchCount
          testId="memory-count"
          all={counted('memory.count', all)}
          found={found.length === all ? null : counted('memory.found', all, numberOf(found.length))}
        />
        {connected && found.length > 0 && model.ticked.value === null && (
          <button type="button" class="end" onClick={() => model.tick([], true)}>
            {i18n.t('memory.select')}
          </button>
        )}
      </div>
      {model.ticked.value && <TickedCourses model={model} remove={remove} />}
    </>
  );
}
