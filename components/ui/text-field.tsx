import type { ComponentChildren } from 'preact';
import { Sentence, type Phrase } from './sentence.tsx';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly error: Phrase | null;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Shows dots instead of letters. */
  readonly secret?: boolean;
  readonly inputMode?: 'url';
  readonly dir?: 'ltr' | 'auto';
  readonly placeholder?: string;
  /** The value can be read and copied, but not changed. */
  readonly fixed?: boolean;
  readonly children?: ComponentChildren;
}

/** Shows a labelled input for names and keys. The browser neither corrects nor capitalises them. */
export function TextField(props: Props) {
  const { id, label, hint, error, value, onValue, children } = props;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <div class="field__line">
        <input
          id={id}
          {...(props.secret ? { type: 'password' as const } : { type: 'text' as const })}
          inputMode={props.inputMode ?? 'text'}
          dir={props.dir ?? 'auto'}
          placeholder={props.placeholder ?? ''}
          value={value}
          readOnly={props.fixed ?? false}
          autocomplete="off"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
          aria-invalid={error !== null}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
        {children}
      </div>
      {error && (
        <p class="field__said field__said--wrong" id={`${id}-error`}>
          <Sentence {...error} />
        </p>
      )}
    </div>
  );
}
