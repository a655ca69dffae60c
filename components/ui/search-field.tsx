import type { Signal } from '@preact/signals';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly query: Signal<string>;
}

/** Words to look for, in any script: what is found is shown as they are typed. */
export function SearchField({ label, hint, query }: Props) {
  return (
    <input
      type="search"
      dir="auto"
      autocomplete="off"
      spellcheck={false}
      aria-label={label}
      placeholder={hint}
      value={query.value}
      onInput={(event) => (query.value = event.currentTarget.value)}
    />
  );
}
