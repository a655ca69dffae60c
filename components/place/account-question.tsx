import { i18n } from '#i18n';
import type { PlaceModel } from './place-model.ts';
import { Sentence } from '../ui/sentence.tsx';
import { wordsOfAccount } from './account-text.ts';
import { Message } from '../ui/message.tsx';

interface Props {
  readonly site: string;
  readonly model: PlaceModel;
}

/** Shows the two answers to "Is this you?", and what to do after the second. */
export function AccountAnswers({ site, model }: Props) {
  return (
    <>
      <button type="button" class="primary" onClick={() => void model.confirmAccount(site)}>
        {i18n.t('now.accountYes')}
      </button>
      <button type="button" onClick={() => model.denyAccount(site)}>
        {i18n.t('now.accountNo')}
      </button>
      <p role="status">{model.denied.value.includes(site) && i18n.t('now.accountNotMe')}</p>
    </>
  );
}

/** Shows the question about a site that is not in front of the learner now. */
export function AccountQuestion({ site, model }: Props) {
  const { line, advice } = wordsOfAccount(site);
  return (
    <Message tone="wait" data-testid="account-question">
      <p>
        <Sentence {...line} />
      </p>
      <p>{advice}</p>
      <div class="row">
        <AccountAnswers site={site} model={model} />
      </div>
    </Message>
  );
}
