import { useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { createRetention, type RetentionModel } from './retention-model.ts';
import { JOURNAL_LIMITS } from '../../lib/shared/journal-retention.ts';
import { choiceOfLimit, wordsOfLimit } from './retention-text.ts';
import { counted } from '../ui/words/plural.ts';
import { sentences } from '../ui/words/sentences.ts';

/** Shows how long the visited units are kept, and lets the learner delete them. */
export function Retention() {
  const model = useMemo(createRetention, []);
  const kept = model.kept.value;
  if (!kept) return null;
  const { limit, days } = kept;
  const said = model.said.value;
  return (
    <div class="kept">
      {limit.locked ? (
        <>
          <h3>{i18n.t('journal.title')}</h3>
          <p class="hint">{i18n.t('journal.about')}</p>
          <p data-testid="journal-locked">
            {sentences(wordsOfLimit(limit.value), i18n.t('policy.fixed'))}
          </p>
        </>
      ) : (
        <Choice model={model} now={limit.value} />
      )}
      {(model.asking.value ?? limit.value) === 'not-kept' && (
        <p class="hint" data-testid="journal-stops">
          {i18n.t('journal.stops')}
        </p>
      )}
      <p role="status" class="said" data-testid="journal-said">
        {said !== null && i18n.t(said === 'no-answer' ? 'fault.no_answer' : `journal.${said}`)}
      </p>
      {days.length > 0 && model.asking.value === null && (
        <ConfirmButton
          label={i18n.t('journal.delete')}
          question={counted('journal.deleteAsk', days.length)}
          onAsk={() => model.unsay()}
          onConfirm={() => void model.deleteAll()}
        />
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly model: RetentionModel;
  readonly now: RetentionModel['asking']['value'];
}

/**
 * Shows the choices and, after them, the question. The arrow keys move between the choices, so the
 * focus stays there.
 */
function Choice({ model, now }: ChoiceProps) {
  const choices = useRef<HTMLFieldSetElement>(null);
  const asking = model.asking.value;
  const gone = model.gone.value;
  const back = () => choices.current?.querySelector<HTMLElement>(':checked')?.focus();
  return (
    <>
      <fieldset class="radios" ref={choices} aria-describedby="journal-about">
        <legend>{i18n.t('journal.title')}</legend>
        <p class="hint" id="journal-about">
          {i18n.t('journal.about')}
        </p>
        {JOURNAL_LIMITS.map((limit) => (
          <label class="tick" key={limit}>
            <input
              type="radio"
              name="journal-limit"
              value={limit}
              checked={(asking ?? now) === limit}
              onChange={() => void model.choose(limit)}
            />
            {choiceOfLimit(limit)}
          </label>
        ))}
      </fieldset>
      <div role="status" data-testid="journal-asks">
        {gone > 0 && (
          <p class="kept__asks">
            {asking === 'not-kept' ? counted('journal.askAll', gone) : counted('journal.ask', gone)}
          </p>
        )}
      </div>
      {gone > 0 && (
        <div class="row">
          <button
            type="button"
            class="danger"
            onClick={() => {
              void model.confirm().then(back);
            }}
          >
            {counted('journal.confirm', gone)}
          </button>
          <button
            type="button"
            onClick={() => {
              model.cancel();
              // The radio button of the current limit is only checked after the next render.
              queueMicrotask(back);
            }}
          >
            {i18n.t('common.cancel')}
          </button>
        </div>
      )}
    </>
  );
}
