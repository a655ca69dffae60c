import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { siteName } from '../ui/names.ts';
import { Message } from '../ui/message.tsx';
import { messageName } from '../ui/message-name.ts';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import type { SignInSearchModel } from './sign-in-search-model.ts';
import { SignInQuestion } from './sign-in-question.tsx';

/** Shows the button that looks for the learner's sign-in, then the search, then the question. */
export function SignInSearch({ model }: { model: SignInSearchModel }) {
  const area = useRef<HTMLDivElement>(null);
  const search = model.search.value;
  useRestoreFocus(search === null, () => area.current?.querySelector('button'));
  return (
    <div ref={area} class="search-sign-in" data-testid="sign-in-search">
      {search === null ? <Start model={model} /> : <Looking page={search.page} model={model} />}
      {model.noAnswer.value && (
        <Message tone="stop" role="alert">
          {i18n.t('fault.no_answer')}
        </Message>
      )}
    </div>
  );
}

function Start({ model }: { model: SignInSearchModel }) {
  const page = model.page.value;
  const problem = model.problem.value;
  useEffect(() => void model.readAhead(), [model, page]);
  if (page === null) return <p>{i18n.t('ways.byIcon')}</p>;
  return (
    <>
      <button type="button" class="primary" onClick={() => model.start()}>
        {i18n.t('welcome.signIn')}
      </button>
      <div role="alert">
        {problem !== null && (
          <Message tone="wait">
            <p>
              <Sentence
                text={i18n.t(`welcome.${problem}`, [MARK])}
                values={[
                  <a href={page} target="_blank" rel="noreferrer">
                    {siteName(page)}
                  </a>,
                ]}
              />
            </p>
          </Message>
        )}
      </div>
    </>
  );
}

function Looking({ page, model }: { page: string; model: SignInSearchModel }) {
  const found = model.found.value;
  const cancel = () => void model.cancel();
  if (found?.kind === 'ready') {
    return (
      <SignInQuestion
        key={`${found.base} ${found.org} ${found.username}`}
        offer={found}
        searched
        onCancel={cancel}
      />
    );
  }
  // Without a sign-in or a school, the learner is still on the way.
  const wrong = found?.kind === 'unreadable' || found?.kind === 'other-school' ? found.kind : null;
  return (
    <Message icon="looking">
      <p role="status">
        <Sentence text={i18n.t('welcome.looking', [MARK])} values={[siteName(page)]} />
      </p>
      {wrong && <p>{i18n.t(`signIn.${messageName(wrong)}.line`)}</p>}
      <div class="row">
        <button type="button" onClick={cancel}>
          {i18n.t('common.cancel')}
        </button>
      </div>
    </Message>
  );
}
