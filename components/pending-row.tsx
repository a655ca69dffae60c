import { i18n } from '#i18n';
import type { PendingDelete } from '../lib/store/deletes.ts';
import { MARK, Sentence } from './sentence.tsx';
import { seconds } from './time.tsx';

interface Props {
  readonly title: string;
  readonly pending: PendingDelete;
  readonly undo: () => void;
}

/** What stands in a row's place while its delete can be undone, counted by the stored time. */
export function PendingRow({ title, pending, undo }: Props) {
  const left = Math.ceil((pending.due - seconds.value) / 1000);
  if (left <= 0) {
    return (
      <div class="pending">
        <p role="status">
          <Sentence text={i18n.t('memory.deleting', [MARK])} values={[title]} />
        </p>
      </div>
    );
  }
  const again = pending.attempts > 0;
  return (
    <div class="pending">
      <div>
        <p role="status">
          <Sentence
            text={again ? i18n.t('memory.deleteLater', [MARK]) : i18n.t('memory.deleted', [MARK])}
            values={[title]}
          />
        </p>
        {!again && <p class="quiet count">{i18n.t('memory.undoFor', left)}</p>}
      </div>
      <button type="button" onClick={undo}>
        {i18n.t('memory.undo')}
      </button>
    </div>
  );
}
