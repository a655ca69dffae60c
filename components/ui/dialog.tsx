import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly class?: string;
  readonly title: ComponentChildren;
  /** What stands beside the title. */
  readonly beside?: ComponentChildren;
  /** To be taken off the screen: that closes it, at once. */
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** Over all else for as long as it is on the screen; then the focus goes back to where it was. */
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
      // A browser tells of it late: this one may be gone by then, and another one open in its place.
      onClose={() => dialog.current && close()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Else the same key closes the whole popup.
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
