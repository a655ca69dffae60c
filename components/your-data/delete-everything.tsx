import { useMemo, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Erasure, EraseRow } from '../../lib/store/items/delete-everything.ts';
import { DataPart } from './data-section.tsx';
import { courseTitleOf } from '../ui/names.ts';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { createDeleteEverything, type DeleteEverythingModel } from './delete-everything-model.ts';
import { EraseDialog } from './delete-everything-dialog.tsx';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { wordsOfPart, wordsOfReason } from './delete-everything-text.ts';

export function DeleteEverything() {
  const model = useMemo(createDeleteEverything, []);
  const [asking, setAsking] = useState(false);
  const state = model.state.value;
  const place = useRef<HTMLDivElement>(null);
  const step = state?.step ?? 'none';

  useRestoreFocus(step, () => place.current);

  if (state === undefined) return null;
  return (
    <DataPart id="erase" title={i18n.t('erase.title')} about={i18n.t('erase.about')}>
      <div ref={place} tabIndex={-1} data-testid="erase" data-step={step}>
        {state === null && (
          <button type="button" class="danger" onClick={() => setAsking(true)}>
            {i18n.t('erase.open')}
          </button>
        )}
        {state !== null && state.step !== 'over' && <Running state={state} model={model} />}
        {state?.step === 'over' && <Over state={state} model={model} />}
        {model.noAnswer.value && <p role="alert">{i18n.t('fault.no_answer')}</p>}
      </div>
      {asking && (
        <EraseDialog
          schools={model.schools.value ?? []}
          start={(request) => void model.start(request)}
          close={() => setAsking(false)}
        />
      )}
    </DataPart>
  );
}

function Running({ state, model }: { state: Erasure; model: DeleteEverythingModel }) {
  const done = state.gone.length;
  return (
    <>
      <p role="status">
        {state.step === 'here' ? i18n.t('erase.runningHere') : i18n.t('erase.running')}
      </p>
      {state.found > 0 && (
        <>
          <progress value={done} max={state.found} aria-label={i18n.t('erase.running')} />
          <p class="quiet">{i18n.t('erase.progress', [done, state.found])}</p>
        </>
      )}
      <p class="quiet">{i18n.t('erase.mayClose')}</p>
      {state.step === 'server' && (
        <div class="row">
          <button type="button" onClick={() => void model.goOn('stop')}>
            {i18n.t('erase.stop')}
          </button>
          {state.here && (
            <button type="button" class="danger" onClick={() => void model.goOn('here-anyway')}>
              {i18n.t('erase.hereAnyway')}
            </button>
          )}
        </div>
      )}
      {state.step === 'server' && state.here && (
        <p class="hint">{i18n.t('erase.hereAnywayHint')}</p>
      )}
    </>
  );
}

function Over({ state, model }: { state: Erasure; model: DeleteEverythingModel }) {
  const { gone, failed, here, hereDone } = state;
  const whole = failed.length === 0;
  return (
    <>
      <div class={`notice notice--${whole ? 'good' : 'wait'}`} role="status">
        <p>{whole ? i18n.t('erase.done') : i18n.t('erase.partly')}</p>
        {hereDone !== null && <p>{i18n.t('erase.hereDone')}</p>}
        {here && hereDone === null && <p>{i18n.t('erase.hereWaits')}</p>}
      </div>
      {failed.length > 0 && (
        <>
          <h4>{i18n.t('erase.failedTitle', failed.length)}</h4>
          <ul class="plain rows" data-testid="erase-failed">
            {failed.map(({ reason, ...row }, i) => (
              <li key={`${i} ${row.what}`}>
                <What row={row} />
                <p class="hint">
                  {row.account.id === '' ? i18n.t('erase.unreadable') : wordsOfReason(reason)}
                </p>
                {reason.kind === 'status' && reason.words !== '' && (
                  <p class="server-words" dir="auto">
                    {i18n.t('common.serverSaid', [reason.words])}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {gone.length === 0 && whole && (state.waypoint || state.school) && (
        <p class="quiet">{i18n.t('erase.goneTitle', 0)}</p>
      )}
      {gone.length > 0 && (
        <details data-testid="erase-gone">
          <summary>{i18n.t('erase.goneTitle', gone.length)}</summary>
          <ul class="plain rows">
            {gone.map((row, i) => (
              <li key={`${i} ${row.what}`}>
                <What row={row} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {here && hereDone === null && <p class="hint">{i18n.t('erase.hereAnywayHint')}</p>}
      <div class="row">
        {failed.length > 0 && hereDone === null && (
          <button type="button" class="primary" onClick={() => void model.goOn('again')}>
            {i18n.t('erase.again')}
          </button>
        )}
        {here && hereDone === null && (
          <button type="button" class="danger" onClick={() => void model.goOn('here-anyway')}>
            {i18n.t('erase.hereAnyway')}
          </button>
        )}
        <button type="button" onClick={() => void model.goOn('close')}>
          {i18n.t('erase.close')}
        </button>
      </div>
      <p class="hint">{i18n.t('erase.closeHint')}</p>
    </>
  );
}

/** Shows what was deleted or not, who wrote it, and for which account. */
function What({ row: { what, part, account } }: { row: EraseRow }) {
  return (
    <>
      <p>
        <bdi>{what === null ? i18n.t('erase.allOf') : courseTitleOf(what, undefined, null)}</bdi>
      </p>
      <p class="quiet">
        {wordsOfPart(part)}
        {account.id !== '' && (
          <>
            {' · '}
            <Sentence
              text={i18n.t('data.of', [MARK, MARK_2])}
              values={[account.username, account.org]}
            />
          </>
        )}
      </p>
    </>
  );
}
