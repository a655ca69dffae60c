import { i18n } from '#i18n';
import type { EraseNext } from '../../lib/messages/requests.ts';
import type { Erasure, EraseRow } from '../../lib/store/items/delete-everything.ts';
import { courseTitleOf } from '../ui/names.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { wordsOfPart, wordsOfReason } from './erase-text.ts';
import { Message } from '../ui/message.tsx';
import { counted, numberOf } from '../ui/words/plural.ts';
import { ServerSaid } from '../ui/server-said.tsx';

interface Props {
  /** At all connections, or at one that is then disconnected. */
  readonly of: 'everything' | 'connection';
  readonly state: Erasure;
  readonly goOn: (what: EraseNext) => void;
}

/** Shows how a delete goes, or what came of it, and what the learner can do. */
export const EraseProgress = (props: Props) =>
  props.state.step === 'over' ? <Over {...props} /> : <Running {...props} />;

function Running({ of, state, goOn }: Props) {
  const done = state.gone.length;
  return (
    <>
      <p role="status">
        {state.step === 'here' ? i18n.t(`erase.${of}.runningHere`) : i18n.t(`erase.${of}.running`)}
      </p>
      {state.found > 0 && (
        <>
          <progress value={done} max={state.found} aria-label={i18n.t(`erase.${of}.running`)} />
          <p class="quiet">{i18n.t('erase.progress', [numberOf(done), numberOf(state.found)])}</p>
        </>
      )}
      <p class="quiet">{i18n.t('erase.mayClose')}</p>
      {state.step === 'server' && (
        <div class="row">
          <button type="button" onClick={() => goOn('stop')}>
            {i18n.t('erase.stop')}
          </button>
          {state.here && (
            <button type="button" class="danger" onClick={() => goOn('here-anyway')}>
              {i18n.t(`erase.${of}.hereAnyway`)}
            </button>
          )}
        </div>
      )}
      {state.step === 'server' && state.here && (
        <p class="hint">{i18n.t(`erase.${of}.hereAnywayHint`)}</p>
      )}
    </>
  );
}

function Over({ of, state, goOn }: Props) {
  const { gone, failed, here, hereDone } = state;
  const whole = failed.length === 0;
  return (
    <>
      <Message tone={whole ? 'good' : 'wait'} role="status">
        <p>{whole ? i18n.t('erase.done') : i18n.t('erase.partly')}</p>
        {hereDone !== null && <p>{i18n.t('erase.hereDone')}</p>}
        {here && hereDone === null && <p>{i18n.t(`erase.${of}.hereWaits`)}</p>}
      </Message>
      {failed.length > 0 && (
        <>
          <p>
            <strong>{counted('erase.failedTitle', failed.length)}</strong>
          </p>
          <ul class="plain rows" data-testid="erase-failed">
            {failed.map(({ reason, ...row }, i) => (
              <li key={`${i} ${row.what}`}>
                <What row={row} />
                <p class="hint">
                  {row.account.id === '' ? i18n.t('erase.unreadable') : wordsOfReason(reason)}
                </p>
                {reason.kind === 'status' && reason.words !== '' && (
                  <ServerSaid words={reason.words} />
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {gone.length === 0 && whole && (state.waypoint || state.school) && (
        <p class="quiet">{i18n.t('erase.nothingGone')}</p>
      )}
      {gone.length > 0 && (
        <details data-testid="erase-gone">
          <summary>{counted('erase.goneTitle', gone.length)}</summary>
          <ul class="plain rows">
            {gone.map((row, i) => (
              <li key={`${i} ${row.what}`}>
                <What row={row} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {here && hereDone === null && <p class="hint">{i18n.t(`erase.${of}.hereAnywayHint`)}</p>}
      <div class="row">
        {failed.length > 0 && hereDone === null && (
          <button type="button" class="primary" onClick={() => goOn('again')}>
            {i18n.t('erase.again')}
          </button>
        )}
        {here && hereDone === null && (
          <button type="button" class="danger" onClick={() => goOn('here-anyway')}>
            {i18n.t(`erase.${of}.hereAnyway`)}
          </button>
        )}
        <button type="button" onClick={() => goOn('close')}>
          {i18n.t(`erase.${of}.close`)}
        </button>
      </div>
      {of === 'everything' && <p class="hint">{i18n.t('erase.closeHint')}</p>}
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
        <span class="fact">{wordsOfPart(part)}</span>
        {account.id !== '' && (
          <span class="fact">
            <Sentence
              text={i18n.t('data.of', [MARK, MARK_2])}
              values={[account.username, account.org]}
            />
          </span>
        )}
      </p>
    </>
  );
}
