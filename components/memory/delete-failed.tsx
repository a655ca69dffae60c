import { i18n } from '#i18n';
import type { PendingDeletesModel } from '../deletes/pending-deletes-model.ts';
import type { Row } from './memory-model.ts';
import { Message } from '../ui/message.tsx';

interface Props {
  readonly row: Row;
  readonly deletes: PendingDeletesModel;
}

/** Shows that the server refused a delete. The row is back, with the reason. */
export function DeleteFailed({ row, deletes }: Props) {
  const { failed } = row;
  const words = failed?.failed ?? '';
  return (
    <Message tone="stop" role="alert">
      <p>{words === '' ? i18n.t('memory.deleteNotOurs') : i18n.t('memory.deleteFailed')}</p>
      {words !== '' && (
        <p class="server-words" dir="auto">
          {i18n.t('common.serverSaid', [words])}
        </p>
      )}
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
