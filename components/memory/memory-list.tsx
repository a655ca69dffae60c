import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { later } from '../ui/lazy.tsx';
import type { MemoryModel, Row } from './memory-model.ts';
import { MemoryRowView } from './memory-row.tsx';

/** How many rows are drawn at first. Nobody reads a thousand. */
const FIRST = 50;
const MORE = 200;

/** Loads the details when the learner opens a course. */
const CourseDetails = later(async () => (await import('./course-details.tsx')).CourseDetails);

interface Props {
  readonly model: MemoryModel;
  readonly connected: boolean;
  readonly remove: (rows: readonly Row[]) => void;
}

/** Shows a row for each course. Remembers which are open, also through a delete and its undo. */
export function MemoryList({ model, connected, remove }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [most, setMost] = useState(FIRST);
  const found = model.found.value;
  const ticked = model.ticked.value;
  const asked = `${model.query.value} ${model.order.value}`;
  useEffect(() => setMost(FIRST), [asked]);
  return (
    <>
      <ul class="plain rows" aria-label={i18n.t('memory.list')}>
        {found.slice(0, most).map((row) => {
          const { courseKey } = row;
          return (
            <li key={courseKey} class="memory-row" data-testid="memory-row" data-course={courseKey}>
              <MemoryRowView
                row={row}
                deletes={model.deletes}
                open={open.has(courseKey)}
                toggle={() => setOpen((old) => old.symmetricDifference(new Set([courseKey])))}
                ticked={ticked && ticked.has(courseKey)}
                tick={(on) => model.tick([courseKey], on)}
              >
                <CourseDetails row={row} remove={connected ? () => remove([row]) : null} />
              </MemoryRowView>
            </li>
          );
        })}
      </ul>
      {found.length > most && (
        <button type="button" onClick={() => setMost(most + MORE)}>
          {i18n.t('memory.more', [found.length - most])}
        </button>
      )}
    </>
  );
}
