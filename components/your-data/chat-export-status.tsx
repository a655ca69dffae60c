import { i18n } from '#i18n';
import type { ExportEnd, ExportState } from '../../lib/store/items/chat-exports.ts';
import { Message } from '../ui/message.tsx';
import type { ChatExportModel } from './chat-export-model.ts';
import { wordsOfEnd } from './chat-export-text.ts';

/** Shows the status line, and in a box if no file came. */
export function ChatExportStatus({
  state,
  model,
}: {
  state: ExportState | null;
  model: ChatExportModel;
}) {
  const words = saidOf(state, model);
  if (words === '') return null;
  if (state?.step !== 'ended' || state.why.kind === 'cancelled') return <p>{words}</p>;
  const said = theirWords(state.why);
  return (
    <Message tone={state.why.kind === 'not-ready' ? 'wait' : 'stop'}>
      <p>{words}</p>
      {said !== '' && (
        <p class="server-words" dir="auto">
          {i18n.t('common.serverSaid', [said])}
        </p>
      )}
    </Message>
  );
}

/** Returns the server's own words about the end; '' if it said none. */
function theirWords(why: ExportEnd): string {
  if (why.kind === 'failed') return why.state;
  return why.kind === 'status' ? why.words : '';
}

/** Returns the status line, without a running time: a screen reader reads each change of it. */
function saidOf(state: ExportState | null, model: ChatExportModel): string {
  if (state === null) return '';
  if (state.step === 'asking') return i18n.t('export.asking');
  if (state.step === 'waiting') return i18n.t('export.waiting');
  if (state.step === 'ended') return wordsOfEnd(state.why, state.task !== null);
  const offer = model.offer.value;
  if (offer?.kind === 'raw') return i18n.t('export.notJson');
  if (offer?.kind === 'gone') return i18n.t('export.gone');
  return offer && 'messages' in offer
    ? i18n.t('export.readyCount', offer.messages)
    : i18n.t('export.ready');
}
