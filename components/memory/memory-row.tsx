import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { isolated } from '../ui/sentence.tsx';
import type { PendingDeletesModel } from '../deletes/pending-deletes-model.ts';
import { Icon } from '../ui/icon.tsx';
import { lastUnitIn } from './last-unit.ts';
import type { Row } from './memory-model.ts';
import { Ago } from '../ui/time.tsx';
import { later } from '../ui/lazy.tsx';
import { parts } from './load-later-parts.ts';

const DeleteFailed = later(async () => (await parts()).DeleteFailed, true);

interface Props {
  readonly row: Row;
  readonly deletes: PendingDeletesModel;
  /** The address at which the learner can continue the course, or null. */
  readonly page: string | null;
  readonly open: boolean;
  readonly toggle: () => void;
  /** Whether the row is ticked; null while no row can be ticked. */
  readonly ticked: boolean | null;
  readonly tick: (on: boolean) => void;
  readonly children: ComponentChildren;
}

/** Shows a course: a summary, and all details when it is open. */
export function MemoryRowView({ row, deletes, page, open, toggle, ticked, tick, children }: Props) {
  const id = useId();
  const head = useRef<HTMLButtonElement>(null);
  const { courseKey, title, at } = row;
  const unit = lastUnitIn(row);

  // The learner undid a delete of this course, so the focus returns to its row.
  useLayoutEffect(() => {
    if (deletes.focus.value !== courseKey) return;
    head.current?.focus();
    deletes.focus.value = null;
  });

  return (
    <>
      <div class="memory-row__line">
        {ticked !== null && (
          <input
            type="checkbox"
            aria-label={title}
            checked={ticked}
            onChange={(event) => tick(event.currentTarget.checked)}
          />
        )}
        <button
          type="button"
          class="memory-row__head"
          ref={head}
          aria-expanded={open}
          aria-controls={id}
          onClick={toggle}
        >
          <Icon name="open" />
          <span>
            <bdi class="memory-row__title">{title}</bdi>
            <span class="memory-row__last quiet">
              {unit !== null && <bdi>{unit}</bdi>}
              {at !== null && <Ago at={at} />}
            </span>
          </span>
        </button>
        {page !== null && !open && ticked === null && (
          <a
            class="button"
            href={page}
            target="_blank"
            rel="noreferrer"
            aria-label={i18n.t('memory.resumeCourse', [isolated(title)])}
          >
            {i18n.t('memory.resume')}
          </a>
        )}
      </div>
      {row.failed && <DeleteFailed row={row} deletes={deletes} />}
      <div id={id} hidden={!open} class="memory-row__body beside">
        {open && children}
      </div>
    </>
  );
}
