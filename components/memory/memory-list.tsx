import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { isWide } from '../ui/wide.ts';
import { later } from '../ui/lazy.tsx';
import type { MemoryModel, Row } from './memory-model.ts';
import { MemoryRowView } from './memory-row.tsx';
import { counted } from '../ui/words/plural.ts';
import { parts } from './load-later-parts.ts';

/** How many rows are drawn at first. Nobody reads a thousand. */
const FIRST = 50;
const MORE = 200;

/** Loads the details when the learner opens a course. */
const CourseDetails = later(async () => (await parts()).CourseDetails);

interface Props {
  readonly model: MemoryModel;
  readonly connected: boolean;
  readonly remove: (rows: readonly Row[]) => void;
}

/**
 * Shows a row for each course. Remembers which are open, also through a delete and its undo. With
 * room for two columns, exactly one is open, beside the list.
 */
export function MemoryList({ model, connected, remove }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [most, setMost] = useState(FIRST);
  const found = model.found.value;
  const ticked = model.ticked.value;
  const pages = model.pages.value;
  const wide = isWide.value;
  const beside = wide && (found.find(({ courseKey }) => open.has(courseKey)) ?? found[0]);
  const asked = `${model.query.value} ${model.order.value}`;
  useEffect(() => setMost(FIRST), [asked]);
  return (
    <>
      <ul class="plain rows" aria-label={i18n.t('memory.list')}>
        {found.slice(0, most).map((row) => {
          const { courseKey } = row;
          const page = pages.get(courseKey) ?? null;
          return (
            <li key={courseKey} class="memory-row" data-testid="memory-row" data-course={courseKey}>
              <MemoryRowView
                row={row}
                deletes={model.deletes}
                page={page}
                open={beside ? row === beside : open.has(courseKey)}
                toggle={() => {
                  const one = new Set([courseKey]);
                  setOpen((old) => (wide ? one : old.symmetricDifference(one)));
                }}
                ticked={ticked && ticked.has(courseKey)}
                tick={(on) => model.tick([courseKey], on)}
              >
                <CourseDetails
                  row={row}
                  page={page}
                  remove={connected ? () => remove([row]) : null}
                />
              </MemoryRowView>
            </li>
          );
        })}
      </ul>
      {found.length > most && (
        <button type="button" onClick={() => setMost(most + MORE)}>
          {counted('memory.more', found.length - most)}
        </button>
      )}
    </>
  );
}
