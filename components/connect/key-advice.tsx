import { i18n } from '#i18n';
import type { ConnectModel } from './connect-model.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';

/** Shows what the server knows about the key that was just tried: its schools and its owner. */
export function KeyAdvice({ model }: { model: ConnectModel }) {
  const said = model.advice.value;
  if (!said) return null;
  const { schools, otherUser, isAdmin, form } = said;
  // A learner whose organization has locked the school has nothing to choose.
  const others = model.fixed.value.org ? [] : schools.filter(({ key }) => key !== form.org.trim());
  const warned = (otherUser !== null && form.username.trim() !== '') || isAdmin;
  return (
    <div role="status" class="key-advice" data-testid="key-advice">
      {others.length > 0 && (
        <div class="notice">
          <p>{i18n.t('advice.schools')}</p>
          <div class="row">
            {others.map(({ key, name }) => (
              <button
                key={key}
                type="button"
                aria-pressed={model.form.value.org.trim() === key}
                onClick={() => model.change({ org: key })}
              >
                <bdi>{name === key ? key : `${name} (${key})`}</bdi>
              </button>
            ))}
          </div>
        </div>
      )}
      {warned && (
        <div class="notice notice--wait">
          {otherUser !== null && (
            <p>
              <Sentence
                text={i18n.t('advice.otherUser', [MARK, MARK_2])}
                values={[otherUser, form.username.trim()]}
              />
            </p>
          )}
          {isAdmin && (
            <p>
              <Sentence text={i18n.t('advice.admin', [MARK])} values={[form.org.trim()]} />
            </p>
          )}
          <p>{i18n.t('advice.own')}</p>
        </div>
      )}
    </div>
  );
}
