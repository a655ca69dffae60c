import { useId, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ExportState } from '../../lib/store/items/chat-exports.ts';
import type { Connection } from '../../lib/store/items/connections.ts';
import {
  createChatExport,
  liveAsked,
  type ChatExportModel,
  type Offered,
} from './chat-export-model.ts';
import { DataSection } from './data-section.tsx';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { schoolLabel } from '../ui/names.ts';
import { saveFile } from '../ui/save-file.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { Ago, seconds } from '../ui/time.tsx';
import { elapsed, wordsOfEnd } from './chat-export-text.ts';

/** Shows the learner's chats with their mentor as files, for each school. */
export function ChatExports() {
  const asked = useMemo(liveAsked, []).value.value;
  if (!asked) return null;
  return (
    <DataSection id="chats" title={i18n.t('export.title')} about={i18n.t('export.about')}>
      {asked.length === 0 && <p class="quiet">{i18n.t('export.notConnected')}</p>}
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
      <p role="status">{saidOf(state, model)}</p>
      {model.noAnswer.value && <p role="alert">{i18n.t('fault.no_answer')}</p>}
      <Step state={state} model={model} />
    </div>
  );
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
          {i18n.t('export.elapsed', [elapsed(seconds.value - state.since)])}{' '}
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
  if (state.step === 'ready') return <Ready state={state} model={model} />;
  const { why } = state;
  return (
    <>
      {why.kind === 'status' && why.words !== '' && (
        <p class="server-words" dir="auto">
          {i18n.t('common.serverSaid', [why.words])}
        </p>
      )}
      <div class="row">
        {state.task !== null && why.kind !== 'failed' && (
          <button type="button" class="primary" onClick={() => void model.ask('look-again')}>
            {i18n.t('export.lookAgain')}
          </button>
        )}
        {start(i18n.t('export.anew'))}
      </div>
    </>
  );
}

function Ready({
  state,
  model,
}: {
  state: Extract<ExportState, { step: 'ready' }>;
  model: ChatExportModel;
}) {
  const offer = model.offer.value;
  const taken = () => void model.ask('taken');
  return (
    <>
      <p class="quiet">
        <Sentence text={i18n.t('export.madeAt', [MARK])} values={[<Ago at={state.at} />]} />{' '}
        {state.taken === null ? i18n.t('export.keptUntil') : i18n.t('export.keptHour')}
      </p>
      {offer?.kind === 'json' && (
        <ul class="plain rows">
          <li class="data-part__file">
            <Save file={offer.json} label={i18n.t('export.json')} taken={taken} />
            <span class="hint">{i18n.t('export.jsonHint')}</span>
          </li>
          <li class="data-part__file">
            {typeof offer.table === 'object' ? (
              <>
                <Save file={offer.table} label={i18n.t('export.csv')} taken={taken} />
                <span class="hint">{i18n.t('export.csvHint')}</span>
              </>
            ) : (
              <span class="hint">
                {offer.table === 'making' ? i18n.t('export.making') : i18n.t('export.noTable')}
              </span>
            )}
          </li>
        </ul>
      )}
      {offer?.kind === 'raw' && (
        <div class="row">
          <Save file={offer.raw} label={i18n.t('export.raw')} taken={taken} />
        </div>
      )}
      <div class="row">
        <button type="button" onClick={() => void model.ask('forget')}>
          {i18n.t('export.forget')}
        </button>
      </div>
    </>
  );
}

interface SaveProps {
  readonly file: Offered;
  readonly label: string;
  readonly taken: () => void;
}

function Save({ file: { bytes, name }, label, taken }: SaveProps) {
  return (
    <button
      type="button"
      onClick={() => {
        saveFile(name, bytes, bytes.type);
        taken();
      }}
    >
      {label}
    </button>
  );
}
