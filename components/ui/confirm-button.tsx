import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { useRestoreFocus } from './restore-focus.ts';
import { Tick } from './tick.tsx';

interface Props {
  readonly label: string;
  /** The question that is asked before the action. */
  readonly question: string;
  /** The label of a checkbox beside the question. */
  readonly tick?: string;
  /** Called when the question opens. */
  readonly onAsk?: () => void;
  readonly onConfirm: (ticked: boolean) => void;
}

/** Shows a button for an action that cannot be undone. It asks first, in its own place. */
export function ConfirmButton({ label, question, tick, onAsk, onConfirm }: Props) {
  const [asking, setAsking] = useState(false);
  const [ticked, setTicked] = useState(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const start = useRef<HTMLButtonElement>(null);

  useRestoreFocus(asking, () => (asking ? cancel : start).current);

  if (!asking) {
    return (
      <button
        type="button"
        ref={start}
        onClick={() => {
          setTicked(false);
          setAsking(true);
          onAsk?.();
        }}
      >
        {label}
      </button>
    );
  }
  return (
    <div
      class="confirm"
      role="group"
      aria-label={question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Otherwise, Escape would close the whole popup.
        event.preventDefault();
        setAsking(false);
      }}
    >
      <p>{question}</p>
      {tick !== undefined && (
        <Tick on={ticked} set={setTicked}>
          {tick}
        </Tick>
      )}
      <div class="row">
        <button
          type="button"
          class="danger"
          onClick={() => {
            setAsking(false);
            onConfirm(ticked);
          }}
        >
          {label}
        </button>
        <button type="button" ref={cancel} onClick={() => setAsking(false)}>
          {i18n.t('common.cancel')}
        </button>
      </div>
    </div>
  );
}
