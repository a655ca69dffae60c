import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PendingDeletesModel } from '../deletes/pending-deletes-model.ts';
import { Icon } from '../ui/icon.tsx';
import { lastUnitIn } from './last-unit.ts';
import type { Row } from './memory-model.ts';
import { Ago } from '../ui/time.tsx';
import { Message } from '../ui/message.tsx';

interface Props {
  readonly row: Row;
  readonly deletes: PendingDeletesModel;
  readonly open: boolean;
  readonly toggle: () => void;
  /** Whether the row is ticked; null while no row can be ticked. */
  readonly ticked: boolean | null;
  readonly tick: (on: boolean) => void;
  readonly children: ComponentChildren;
}

/** Shows a course: a summary, and all details when it is open. */
export function MemoryRowView({ row, deletes, open, toggle, ticked, tick, children }: Props) {
  const id = useId();
  const head = useRef<HTMLButtonElement>(null);
  const { courseKey, title, at } = row;
  const unit = lastUnitIn(row);

  // The learner undid a delete of this course, so the focus returns to its row.
  useEffect(() => {
    const { value } = deletes.focus;
    if (typeof value !== 'object' || value?.courseKey !== courseKey) return;
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
            {unit !== null && <bdi class="memory-row__unit">{unit}</bdi>}
            <span class="memory-row__when quiet">
              {at !== null && <Ago at={at} />}
              <span>{i18n.t('memory.writtenBy', [writersOf(row)])}</span>
            </span>
          </span>
        </button>
      </div>
      {row.failed && <Failed row={row} deletes={deletes} />}
      <div id={id} hidden={!open} class="memory-row__body">
        {open && children}
      </div>
    </>
  );
}

function writersOf({ edx, ours }: Row): string {
  if (edx && ours) return i18n.t('memory.both');
  return ours ? i18n.t('memory.waypoint') : i18n.t('memory.school');
}

/** Shows that the server refused a delete. The row is back, with the reason. */
function Failed({ row, deletes }: Pick<Props, 'row' | 'deletes'>) {
  const { failed } = row;
  const words = failed?.failed ?? '';
  return (
    <Message tone="stop" role="alert">
      <p>
        {words === '' ? i18n.t('memory.deleteNotOurs') : i18n.t('memory.deleteFailed')}{' '}
        {words !== '' && <span dir="auto">{i18n.t('common.serverSaid', [words])}</span>}
      </p>
      <div class="row">
        {failed && (
          <button type="button" onClick={() => void deletes.again(row, failed)}>
            {i18n.t('common.tryAgain')}
          </button>
        )}
        <button type="button" onClick={() => void deletes.undo([row])}>
          {i18n.t('memory.keep')}
        </button>
      </div>
    </Message>
  );
}
