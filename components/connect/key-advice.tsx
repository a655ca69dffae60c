import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ConnectModel } from './connect-model.ts';
import type { Advice } from './key-advice-model.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { Message } from '../ui/message.tsx';

/** Returns the other schools that the key is for. A learner whose school is locked cannot choose. */
export const otherSchools = ({ advice, fixed }: ConnectModel): Advice['schools'] => {
  const said = advice.value;
  if (!said || fixed.value.org) return [];
  return said.schools.filter(({ key }) => key !== said.form.org.trim());
};

/** Offers the schools that the key is for. A press fills one in and connects. */
export function KeySchools({ model }: { model: ConnectModel }) {
  const buttons = useRef<HTMLDivElement>(null);
  const schools = otherSchools(model);
  const isUntouched = model.advice.value?.form === model.form.value;
  // Whoever has typed since keeps the focus: their next letters belong into their field.
  useLayoutEffect(() => {
    if (isUntouched) buttons.current?.querySelector('button')?.focus();
  }, [schools.length > 0]);
  if (schools.length === 0) return null;
  return (
    <Message role="status" data-testid="key-schools">
      <p>{i18n.t('advice.schools')}</p>
      <div class="row" ref={buttons}>
        {schools.map(({ key, name }) => (
          <button
            key={key}
            type="button"
            onClick={() => {
              model.change({ org: key });
              void model.connect();
            }}
          >
            <bdi>{name === key ? key : `${name} (${key})`}</bdi>
          </button>
        ))}
      </div>
    </Message>
  );
}

/** Warns if the key that was just tried is another person's or an administrator's. */
export function KeyWarning({ advice }: { advice: Advice | null }) {
  if (!advice) return null;
  const { otherUser, isAdmin, form } = advice;
  const isOthers = otherUser !== null && form.username.trim() !== '';
  if (!isOthers && !isAdmin) return null;
  return (
    <Message tone="stop" role="status" data-testid="key-warning">
      {isOthers && (
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
    </Message>
  );
}
