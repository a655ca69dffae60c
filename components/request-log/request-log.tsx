import { useMemo, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { createAction } from '../data/action.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { SearchCount } from '../ui/search/search-count.tsx';
import { SearchField } from '../ui/search/search-field.tsx';
import { createSent, saveSent, KINDS, type SentModel } from './request-log-model.ts';
import { RequestLogRow } from './request-log-row.tsx';
import { liveLog } from '../data/live-items-options.ts';
import { Message } from '../ui/message.tsx';
import { counted, numberOf } from '../ui/words/plural.ts';

const FIRST = 20;
/** What is shown at first: what saved or changed something. */
const FIRST_KIND = 'writes';

/** Shows every request, so that anybody can read what left this browser. */
export function RequestLog() {
  const model = useMemo(() => createSent(liveLog(), FIRST_KIND), []);
  const [all, setAll] = useState(false);
  const [rows, found] = [model.rows.value, model.found.value];
  if (!rows || !found) return null;
  if (rows.length === 0) return <p class="quiet">{i18n.t('sent.empty')}</p>;
  const shown = all ? found : found.slice(0, FIRST);
  return (
    <>
      <Filter model={model} />
      <Count model={model} found={found.length} all={rows.length} />
      {found.length === 0 && (
        <div class="empty">
          <p>{noneOf(model)}</p>
          <button type="button" onClick={() => reset(model)}>
            {i18n.t('sent.showAll')}
          </button>
        </div>
      )}
      <ol class="plain rows" aria-label={i18n.t('sent.list')} hidden={found.length === 0}>
        {shown.map((row) => (
          <li key={row.id} class="sent" data-testid="sent-entry">
            <RequestLogRow row={row} />
          </li>
        ))}
      </ol>
      <KeepOrClear />
      {found.length > shown.length && (
        <button type="button" onClick={() => setAll(true)}>
          {counted('sent.more', found.length - shown.length)}
        </button>
      )}
    </>
  );
}

interface CountProps {
  readonly model: SentModel;
  readonly found: number;
  readonly all: number;
}

/** Shows how many there are. Announces it only once the learner has searched or filtered. */
function Count({ model: { query, kind }, found, all }: CountProps) {
  const isFirst = kind.value === FIRST_KIND && query.value.trim() === '';
  const words =
    found === all ? counted('sent.count', all) : counted('sent.found', all, numberOf(found));
  return (
    <SearchCount testId="sent-count" all={words} found={isFirst || found === all ? null : words} />
  );
}

/** Saves the whole log as a file, or clears it, whatever part of it is shown. */
function KeepOrClear() {
  const { act, noAnswer } = useMemo(() => createAction(), []);
  return (
    <>
      <div class="row">
        <button type="button" onClick={() => void saveSent()}>
          {i18n.t('sent.save')}
        </button>
        <ConfirmButton
          label={i18n.t('sent.clear')}
          question={i18n.t('sent.clearAsk')}
          onConfirm={() => void act({ type: 'sent/clear' })}
        />
      </div>
      {noAnswer.value && (
        <Message tone="stop" role="alert">
          {i18n.t('fault.no_answer')}
        </Message>
      )}
    </>
  );
}

/** Returns why there is nothing to show. */
function noneOf({ query, kind }: SentModel): string {
  if (query.value.trim() !== '') return i18n.t('sent.none');
  return kind.value === 'refused' ? i18n.t('sent.noneRefused') : i18n.t('sent.noneOfKind');
}

function reset(model: SentModel): void {
  model.query.value = '';
  model.kind.value = 'all';
}

function Filter({ model }: { model: SentModel }) {
  return (
    <search class="filter">
      <SearchField
        label={i18n.t('sent.search')}
        hint={i18n.t('sent.searchHint')}
        query={model.query}
      />
      <fieldset class="choice">
        <legend class="unseen">{i18n.t('sent.kind')}</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="sent-kind"
              checked={model.kind.value === kind}
              onChange={() => (model.kind.value = kind)}
            />
            <span>{i18n.t(`sent.${kind}`)}</span>
          </label>
        ))}
      </fieldset>
    </search>
  );
}
