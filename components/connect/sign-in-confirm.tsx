import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { dayOf } from '../ui/dates.ts';
import { MARK, Sentence } from '../ui/sentence.tsx';
import type { Ready } from './sign-in-model.ts';

interface Props {
  readonly offer: Ready;
  /** Whether the learner has agreed and the worker is taking the sign-in. */
  readonly busy: boolean;
  readonly onYes: () => void;
  readonly onCancel: () => void;
}

/** Shows what Waypoint will take, where it goes and when it expires, before it takes anything. */
export function SignInConfirm({ offer, busy, onYes, onCancel }: Props) {
  const cancel = useRef<HTMLButtonElement>(null);
  const { base, until } = offer;

  useEffect(() => cancel.current?.focus(), []);

  return (
    <div
      class="confirm"
      role="group"
      aria-labelledby="sign-in-ask"
      aria-describedby="sign-in-what"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || busy) return;
        // Otherwise, Escape would close the whole popup.
        event.preventDefault();
        onCancel();
      }}
    >
      <p id="sign-in-ask">
        <strong>{i18n.t('signIn.ask')}</strong>
      </p>
      <div id="sign-in-what" class="sign-in__what">
        <p>{i18n.t('signIn.askWhat')}</p>
        <p>
          <Sentence text={i18n.t('signIn.askWhere', [MARK])} values={[new URL(base).host]} />
        </p>
        <p>
          {until === null ? (
            i18n.t('signIn.askEnd')
          ) : (
            <Sentence
              text={i18n.t('signIn.askUntil', [MARK])}
              values={[dayOf(until, Date.now())]}
            />
          )}
        </p>
      </div>
      <div class="row">
        <button
          type="button"
          class="primary"
          aria-disabled={busy}
          onClick={busy ? undefined : onYes}
        >
          {i18n.t(busy ? 'signIn.taking' : 'signIn.yes')}
        </button>
        {!busy && (
          <button type="button" ref={cancel} onClick={onCancel}>
            {i18n.t('common.cancel')}
          </button>
        )}
      </div>
    </div>
  );
}
