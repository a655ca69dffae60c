import { i18n } from '#i18n';
import type { MemoryModel, Row } from './memory-model.ts';
import { Tick } from '../ui/tick.tsx';
import { numberOf } from '../ui/words/plural.ts';

interface Props {
  readonly model: MemoryModel;
  readonly remove: (rows: readonly Row[]) => void;
}

/** Shows the actions on the ticked courses. */
export function TickedCourses({ model, remove }: Props) {
  const found = model.found.value;
  const ticked = model.ticked.value ?? new Set();
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
        {i18n.t('memory.selectAll', [numberOf(found.length)])}
      </Tick>
      <button
        type="button"
        class="danger end"
        aria-disabled={chosen.length === 0}
        onClick={() => chosen.length > 0 && remove(chosen)}
      >
        {i18n.t('memory.deleteChosen', [numberOf(chosen.length)])}
      </button>
      <button type="button" onClick={() => (model.ticked.value = null)}>
        {i18n.t('common.cancel')}
      </button>
    </div>
  );
}
