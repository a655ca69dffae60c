import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly class?: string;
  readonly title: ComponentChildren;
  /** What is shown beside the title. */
  readonly beside?: ComponentChildren;
  /** Asks the parent to remove the dialog, which closes it at once. */
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** Shows a modal dialog while it is rendered. Then the browser returns the focus. */
export function Dialog({ title, beside, close, children, class: name }: Props) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const one = dialog.current;
    one?.showModal();
    return () => one?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      class={name}
      aria-labelledby={id}
      // The browser reports a close late: this dialog may be gone by then, and another one open.
      onClose={() => dialog.current && close()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Otherwise, Escape would close the whole popup.
        event.preventDefault();
        close();
      }}
    >
      <div class="dialog__head">
        <h2 id={id}>{title}</h2>
        {beside}
      </div>
      {children}
    </dialog>
  );
}
