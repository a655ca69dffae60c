import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { ConnectFields } from './connect-fields.tsx';
import type { ConnectModel } from './connect-model.ts';
import { otherSchools } from './key-advice.tsx';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import { wordsOfConnect } from './connect-text.ts';
import { Message } from '../ui/message.tsx';
import { ServerSaid } from '../ui/server-said.tsx';

interface Props {
  readonly model: ConnectModel;
  /** Closes the form. Only given where the form can be closed. */
  readonly cancel?: () => void;
}

/** Shows the form for a connection with a key. */
export function ConnectForm({ model, cancel }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { busy, failed, connection, otherUser } = model;
  const connected = connection.value?.connected === true;
  const said = failed.value && wordsOfConnect(failed.value.problem, failed.value.form);
  // The schools that the key is for say the same, with a button for each.
  const words = said?.field === 'org' && otherSchools(model).length > 0 ? null : said;
  const problem = failed.value?.problem;

  useLayoutEffect(() => {
    if (words?.field) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [failed.value]);

  return (
    <form
      class="form"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void model.connect();
      }}
    >
      <p>{i18n.t('connection.about')}</p>
      <ConnectFields model={model} wrong={words?.field ? words : null} />
      <div role="alert" data-testid="connection-error">
        {words && words.field === null && (
          <Message tone="stop">
            <p>
              <Sentence {...words.phrase} />
            </p>
            {problem?.kind === 'status' && problem.words && <ServerSaid words={problem.words} />}
          </Message>
        )}
      </div>
      {otherUser.value && (
        <Message tone="wait" role="status" data-testid="other-user">
          <Sentence
            text={i18n.t('connection.otherUser', [MARK, MARK_2])}
            values={[otherUser.value.typed, otherUser.value.known]}
          />
        </Message>
      )}
      <div class="row">
        <button type="submit" class="primary" aria-disabled={busy.value}>
          {buttonText(busy.value, connected)}
        </button>
        {cancel && (
          <button type="button" onClick={cancel}>
            {i18n.t('common.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}

function buttonText(busy: boolean, connected: boolean): string {
  if (busy) return i18n.t('connection.connecting');
  return connected ? i18n.t('connection.save') : i18n.t('connection.connect');
}
