import { i18n } from '#i18n';
import type { ExportEnd, ExportState } from '../../lib/store/items/chat-exports.ts';
import { Message } from '../ui/message.tsx';
import type { ChatExportModel } from './chat-export-model.ts';
import { wordsOfEnd } from './chat-export-text.ts';
import { counted } from '../ui/words/plural.ts';
import { ServerSaid } from '../ui/server-said.tsx';

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
      {said !== '' && <ServerSaid words={said} />}
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
  if (!offer || !('messages' in offer)) return i18n.t('export.ready');
  return offer.messages === 0
    ? i18n.t('export.readyEmpty')
    : counted('export.readyCount', offer.messages);
}
