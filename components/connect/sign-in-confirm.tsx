import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { dayOf } from '../ui/dates.ts';
import { schoolLabel, siteName } from '../ui/names.ts';
import { MARK, MARK_2, Sentence } from '../ui/sentence.tsx';
import type { Ready } from './look-for-sign-in.ts';

interface Props {
  readonly offer: Ready;
  /** Whether the learner has agreed and the worker is taking the sign-in. */
  readonly busy: boolean;
  /** Whether the question gets the focus. */
  readonly focus: boolean;
  /** Why it could not be taken. */
  readonly children: ComponentChildren;
  readonly onYes: () => void;
  readonly onCancel: () => void;
}

/** Asks whether to connect. Shows what Waypoint will take, where it goes and when it expires. */
export function SignInConfirm({ offer, busy, focus, children, onYes, onCancel }: Props) {
  const cancel = useRef<HTMLButtonElement>(null);
  const id = useId();
  const { page, base, username, until, renews } = offer;
  const host = new URL(base).host;

  useLayoutEffect(() => {
    if (focus) cancel.current?.focus();
  }, [focus]);

  return (
    <div
      class="confirm"
      role="group"
      aria-labelledby={`${id}-ask`}
      aria-describedby={`${id}-what`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || busy) return;
        // Otherwise, Escape would close the whole popup.
        event.preventDefault();
        onCancel();
      }}
    >
      <p id={`${id}-ask`}>
        <strong>
          <Sentence
            text={i18n.t(renews ? 'signIn.askAgain' : 'signIn.ask', [MARK, MARK_2])}
            values={[username, schoolLabel(offer)]}
          />
        </strong>
      </p>
      <div id={`${id}-what`} class="sign-in__what">
        <p>
          <Sentence text={i18n.t('signIn.askWhat', [MARK])} values={[siteName(page)]} />
        </p>
        <p>
          {until === null ? (
            <Sentence text={i18n.t('signIn.askEnd', [MARK])} values={[host]} />
          ) : (
            <Sentence
              text={i18n.t('signIn.askUntil', [MARK, MARK_2])}
              values={[host, dayOf(until, Date.now())]}
            />
          )}
        </p>
      </div>
      {children}
      <div class="row">
        <button
          type="button"
          class="primary"
          aria-disabled={busy}
          onClick={busy ? undefined : onYes}
        >
          {i18n.t(busy ? 'connection.connecting' : renews ? 'signIn.renew' : 'connection.connect')}
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
