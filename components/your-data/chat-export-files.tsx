import { i18n } from '#i18n';
import type { ExportState } from '../../lib/store/items/chat-exports.ts';
import type { ChatExportModel, Offered } from './chat-export-model.ts';
import { saveFile } from '../ui/save-file.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import { Ago } from '../ui/time.tsx';
import { sentences } from '../ui/words/sentences.ts';

/** Shows the files of an export, to save or to remove. */
export function ChatExportFiles({
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
        <Sentence
          text={sentences(
            i18n.t('export.madeAt', [MARK]),
            i18n.t(state.taken === null ? 'export.keptUntil' : 'export.keptHour'),
          )}
          values={[<Ago at={state.at} />]}
        />
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
