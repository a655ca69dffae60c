import { i18n } from '#i18n';
import { openOptions } from '../../data/browser.ts';
import type { Trouble } from '../../data/ask-background.ts';
import { serverWordsOf, wordsOf } from './fault-text.ts';
import { Message } from '../message.tsx';
import { ServerSaid } from '../server-said.tsx';
import { sentences } from '../words/sentences.ts';

interface Props {
  readonly trouble: Trouble;
  /** Replaces the usual sentence if the cause of the failure is known better. */
  readonly instead?: string;
  readonly also?: string;
  readonly again: () => void;
}

/** Shows why the server could not be read, and what to do. Older data stays on the screen. */
export function FaultNotice({ trouble, instead, also, again }: Props) {
  const serverWords = instead === undefined ? serverWordsOf(trouble) : '';
  const mendable =
    trouble.kind === 'not-connected' ||
    (instead === undefined &&
      (trouble.kind === 'not-ibl' ||
        (trouble.kind === 'status' && [401, 403, 404].includes(trouble.status))));
  // Without an id, it is the school that has stopped, otherwise the first.
  const field = trouble.kind === 'not-ibl' ? 'address' : 'key';
  const section = trouble.kind === 'not-connected' ? '#school' : `#school//${field}`;
  return (
    <Message tone="wait" role="status">
      <p>{sentences(instead ?? wordsOf(trouble), also)}</p>
      {serverWords && <ServerSaid words={serverWords} />}
      <div class="row">
        {mendable && (
          <button type="button" onClick={() => void openOptions(section)}>
            {trouble.kind === 'not-connected' ? i18n.t('now.connect') : i18n.t('now.openOptions')}
          </button>
        )}
        {trouble.kind !== 'not-connected' && (
          <button type="button" onClick={again}>
            {i18n.t('common.tryAgain')}
          </button>
        )}
      </div>
    </Message>
  );
}
