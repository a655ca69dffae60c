import { i18n } from '#i18n';
import type { MemoryModel, Row } from './memory-model.ts';
import { SearchCount } from '../ui/search/search-count.tsx';
import { SearchField } from '../ui/search/search-field.tsx';
import { Tick } from '../ui/tick.tsx';

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
          all={i18n.t('memory.count', all)}
          found={found.length === all ? null : i18n.t('memory.found', [found.length, all])}
        />
        {connected && found.length > 0 && model.ticked.value === null && (
          <button type="button" class="end" onClick={() => model.tick([], true)}>
            {i18n.t('memory.select')}
          </button>
        )}
      </div>
      {model.ticked.value && <Ticked model={model} ticked={model.ticked.value} remove={remove} />}
    </>
  );
}

function Ticked({
  model,
  ticked,
  remove,
}: Omit<Props, 'connected'> & { readonly ticked: ReadonlySet<string> }) {
  const found = model.found.value;
  // Leaves out ticked rows that the search hides: the learner must see what is deleted.
  const chosen = found.filter(({ courseKey }) => ticked.has(courseKey));
  const all = chosen.length === found.length;
  return (
    <div class="row memory-ticked" role="group" aria-label={i18n.t('memory.select')}>
      <Tick
        on={all}
        set={(on) =>
          model.tick(
            found.map(({ courseKey }) => courseKey),
            on,
          )
        }
      >
        {i18n.t('memory.selectAll', [found.length])}
      </Tick>
      <button
        type="button"
        class="danger end"
        aria-disabled={chosen.length === 0}
        onClick={() => chosen.length > 0 && remove(chosen)}
      >
        {i18n.t('memory.deleteChosen', [chosen.length])}
      </button>
      <button type="button" onClick={() => (model.ticked.value = null)}>
        {i18n.t('common.cancel')}
      </button>
    </div>
  );
}
