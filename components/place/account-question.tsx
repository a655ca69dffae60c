import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { PlaceModel } from './place-model.ts';
import { useRestoreFocus } from '../ui/restore-focus.ts';
import { Sentence } from '../ui/sentence.tsx';
import { wordsOfAccount } from './account-text.ts';
import { Message } from '../ui/message.tsx';

interface Props {
  readonly site: string;
  readonly model: PlaceModel;
}

/** Shows the two answers to "Is this you?"; after the second, the button that pauses. */
export function AccountAnswers({ site, model }: Props) {
  const pause = useRef<HTMLButtonElement>(null);
  const denied = model.denied.value.includes(site);
  useRestoreFocus(denied, () => pause.current);
  if (denied) {
    return (
      <button type="button" ref={pause} onClick={() => void model.pause(true)}>
        {i18n.t('now.pause')}
      </button>
    );
  }
  return (
    <>
      <button type="button" class="primary" onClick={() => void model.confirmAccount(site)}>
        {i18n.t('now.accountYes')}
      </button>
      <button type="button" onClick={() => model.denyAccount(site)}>
        {i18n.t('now.accountNo')}
      </button>
    </>
  );
}

/** Shows the question about a site that is not in front of the learner now. */
export function AccountQuestion({ site, model }: Props) {
  const { line, advice } = wordsOfAccount(site, model.denied.value.includes(site));
  return (
    <Message tone="wait" data-testid="account-question">
      <p role="status">
        <Sentence {...line} />
      </p>
      {advice && <p>{advice}</p>}
      <div class="row">
        <AccountAnswers site={site} model={model} />
      </div>
    </Message>
  );
}
