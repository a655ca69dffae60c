import { useId, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ExportState } from '../../lib/store/items/chat-exports.ts';
import type { Connection } from '../../lib/store/items/connections.ts';
import { ChatExportStatus } from './chat-export-status.tsx';
import { ChatExportFiles } from './chat-export-files.tsx';
import { createChatExport, liveAsked, type ChatExportModel } from './chat-export-model.ts';
import { DataSection } from './data-section.tsx';
import { Message } from '../ui/message.tsx';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { schoolLabel } from '../ui/names.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { seconds } from '../ui/time.tsx';
import { elapsed } from './chat-export-text.ts';

/** A wait that is worth a number (ms). */
const LONG = 10_000;

/** Shows the learner's chats with their mentor as files, for each school. */
export function ChatExports() {
  const asked = useMemo(liveAsked, []).value.value;
  if (!asked) return null;
  return (
    <DataSection id="chats" title={i18n.t('export.title')} about={i18n.t('export.about')}>
      {asked.length === 0 && (
        <>
          <p class="quiet">{i18n.t('export.notConnected')}</p>
          <a class="button" href="#school">
            {i18n.t('now.connect')}
          </a>
        </>
      )}
      {asked.map((connection) => (
        <ChatExport key={connection.id} connection={connection} named={asked.length > 1} />
      ))}
    </DataSection>
  );
}

function ChatExport({ connection, named }: { connection: Connection; named: boolean }) {
  const model = useMemo(() => createChatExport(connection), [connection.id]);
  const state = model.state.value;
  const place = useRef<HTMLDivElement>(null);
  /** Whether the learner pressed something since the last step. */
  const pressed = useRef(false);
  const name = useId();
  const step = state?.step;

  useRestoreFocus(step, () => {
    const isOwn = pressed.current;
    pressed.current = false;
    return isOwn ? place.current?.querySelector('button') : null;
  });

  if (state === undefined) return null;
  return (
    <div
      class="data-part__body"
      ref={place}
      data-testid="chat-export"
      data-step={step ?? 'none'}
      data-org={connection.org}
      {...(named ? { role: 'group', 'aria-labelledby': name } : {})}
      onClick={() => (pressed.current = true)}
    >
      {named && (
        <h4 id={name}>
          <Sentence
            text={i18n.t('data.of', [MARK, MARK_2])}
            values={[connection.username, schoolLabel(connection)]}
          />
        </h4>
      )}
      <div role="status">
        <ChatExportStatus state={state} model={model} />
      </div>
      {model.noAnswer.value && (
        <Message tone="stop" role="alert">
          <p>{i18n.t('fault.no_answer')}</p>
        </Message>
      )}
      <Step state={state} model={model} />
    </div>
  );
}

function Step({ state, model }: { state: ExportState | null; model: ChatExportModel }) {
  const start = (label: string) => (
    <button type="button" onClick={() => void model.ask('start')}>
      {label}
    </button>
  );
  if (state === null) return <div class="row">{start(i18n.t('export.start'))}</div>;
  if (state.step === 'asking' || state.step === 'waiting') {
    return (
      <>
        {/* The server does not report its progress. */}
        <progress aria-label={i18n.t('export.progress')} />
        <p class="quiet">
          {seconds.value - state.since >= LONG &&
            `${i18n.t('export.elapsed', [elapsed(seconds.value - state.since)])} `}
          {i18n.t('export.mayClose')}
        </p>
        <div class="row">
          <button type="button" onClick={() => void model.ask('cancel')}>
            {i18n.t('export.cancel')}
          </button>
        </div>
      </>
    );
  }
  if (state.step === 'ready') return <ChatExportFiles state={state} model={model} />;
  const { why } = state;
  return (
    <div class="row">
      {state.task !== null && why.kind !== 'failed' && (
        <button type="button" class="primary" onClick={() => void model.ask('look-again')}>
          {i18n.t('export.lookAgain')}
        </button>
      )}
      {start(i18n.t('export.anew'))}
    </div>
  );
}
