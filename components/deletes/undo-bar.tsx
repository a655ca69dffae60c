import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Batch, PendingDeletesModel } from './pending-deletes-model.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { counted } from '../ui/words/plural.ts';

/** Shows what is about to be deleted, with Undo. Every screen has it, also one opened later. */
export function UndoBar({ model }: { model: PendingDeletesModel }) {
  const batches = model.batches.value;
  const noAnswer = model.noAnswer.value;
  const failed = noAnswer || model.tooLate.value;
  if (batches.length === 0 && !failed) return null;
  return (
    <div class="undo" role="region" aria-label={i18n.t('memory.undoable')} data-testid="undo">
      {batches.map((batch) => (
        <Line key={batch.state} batch={batch} model={model} />
      ))}
      {failed && (
        <p class="undo__line" role="alert">
          {noAnswer ? i18n.t('fault.no_answer') : i18n.t('memory.tooLate')}
        </p>
      )}
    </div>
  );
}

function Line({ batch, model }: { batch: Batch; model: PendingDeletesModel }) {
  const button = useRef<HTMLButtonElement>(null);
  const { state, left, courses } = batch;

  // The button that the learner pressed is gone. Undo is the next thing that they may want.
  useLayoutEffect(() => {
    if (model.focus.value !== 'undo' || !button.current) return;
    button.current.focus();
    model.focus.value = null;
  });

  return (
    <div class="undo__line">
      <div>
        <p role="status">
          <Sentence text={wordsOf(batch)} values={[courses[0]?.title]} />
        </p>
        {(state === 'soon' || state === 'stop') && (
          <p class="quiet count">{counted('memory.undoFor', left)}</p>
        )}
      </div>
      {state !== 'now' && (
        <button type="button" ref={button} onClick={() => void model.undo(courses)}>
          {i18n.t('memory.undo')}
        </button>
      )}
    </div>
  );
}

function wordsOf({ state, courses: { length } }: Batch): string {
  if (state === 'stop') {
    return length === 1 ? i18n.t('courses.stopped', [MARK]) : counted('courses.stoppedN', length);
  }
  if (state === 'soon') {
    return length === 1
      ? i18n.t('memory.willDelete', [MARK])
      : counted('memory.willDeleteN', length);
  }
  if (state === 'now') {
    return length === 1 ? i18n.t('memory.deleting', [MARK]) : counted('memory.deletingN', length);
  }
  return length === 1
    ? i18n.t('memory.deleteLater', [MARK])
    : counted('memory.deleteLaterN', length);
}
