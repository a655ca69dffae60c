import { i18n } from '#i18n';
import type { PendingDeletesModel } from '../deletes/pending-deletes-model.ts';
import type { Row } from './memory-model.ts';
import { Message } from '../ui/message.tsx';
import { ServerSaid } from '../ui/server-said.tsx';

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
      <p>{i18n.t(words ? 'memory.deleteFailed' : 'memory.deleteNotOurs')}</p>
      {words && <ServerSaid words={words} />}
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
