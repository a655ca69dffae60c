import type { Signal } from '@preact/signals';

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly query: Signal<string>;
}

/** Shows a search field for words in any script. The list is filtered as the learner types. */
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
