import type { ComponentChildren } from 'preact';

interface Props {
  readonly on: boolean;
  readonly set: (on: boolean) => void;
  /** The id of a hint. */
  readonly describedBy?: string;
  readonly children: ComponentChildren;
}

/** Shows a checkbox with its label. */
export function Tick({ on, set, describedBy, children }: Props) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        checked={on}
        aria-describedby={describedBy}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
