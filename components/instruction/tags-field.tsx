import { useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import { isolated } from '../ui/sentence.tsx';
import {
  addTraits,
  joinTraits,
  sameTraits,
  TRAIT_END,
  traitsOf,
} from '../../lib/ibl/instruction/traits.ts';

interface Props {
  readonly id: string;
  /** The tags, separated by commas. A half-typed tag is the last one. */
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly describedBy: string;
  readonly wrong: boolean;
}

interface Tags {
  readonly tags: readonly string[];
  /** The half-typed tag in the input. */
  readonly half: string;
}
const textOf = ({ tags, half }: Tags) => joinTraits(addTraits(tags, [half]).traits);

/** Shows and edits a text of words, separated by commas, as tags. */
export function TagsField({ id, text, onText, describedBy, wrong }: Props) {
  const [own, setOwn] = useState<Tags>({ tags: [], half: '' });
  const [said, setSaid] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const input = useRef<HTMLInputElement>(null);
  // Only this component knows which tag is half typed. A text that was changed elsewhere has no
  // half-typed tag.
  const { tags, half } = sameTraits(textOf(own), text) ? own : { tags: traitsOf(text), half: '' };

  function set(next: Tags, words: string): void {
    setOwn(next);
    setSaid(words);
    onText(textOf(next));
  }

  function add(pieces: readonly string[], rest: string): void {
    const { traits, added, twice } = addTraits(tags, pieces);
    const one = twice.length > 0 ? 'instruction.traitTwice' : 'instruction.traitAdded';
    const named = joinTraits(twice.length > 0 ? twice : added);
    set({ tags: traits, half: rest }, named && i18n.t(one, [isolated(named)]));
  }

  function remove(index: number): void {
    const gone = tags[index];
    if (gone === undefined) return;
    // Moves the focus to a neighbour, so that it is not lost with the button.
    const buttons = list.current?.querySelectorAll('button') ?? [];
    if (document.activeElement !== input.current) {
      (buttons[index + 1] ?? buttons[index - 1] ?? input.current)?.focus();
    }
    const others = tags.filter((_, at) => at !== index);
    set({ tags: others, half }, i18n.t('instruction.traitRemoved', [isolated(gone)]));
  }

  /** Takes the value of the input: what a comma ends becomes tags, the rest stays half typed. */
  function take(value: string): void {
    const pieces = value.split(TRAIT_END);
    const rest = pieces.pop() ?? '';
    if (pieces.length > 0) add(pieces, rest.trimStart());
    else set({ tags, half: value }, '');
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While the learner composes a character, Enter and Backspace belong to the input method.
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (half.trim() !== '') add([half], '');
    } else if (event.key === 'Backspace' && half === '') {
      remove(tags.length - 1);
    }
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData?.getData('text') ?? '';
    const line = input.current;
    if (!line || !TRAIT_END.test(pasted)) return;
    event.preventDefault();
    const before = half.slice(0, line.selectionStart ?? half.length);
    const after = half.slice(line.selectionEnd ?? half.length);
    add(`${before}${pasted}${after}`.split(TRAIT_END), '');
  }

  return (
    <>
      <div class="tags">
        {tags.length > 0 && (
          <ul class="tags__list" aria-label={i18n.t('instruction.traitsList')} ref={list}>
            {tags.map((tag, index) => (
              <li key={tag} class="tag">
                <span dir="auto">{tag}</span>
                <button
                  type="button"
                  aria-label={i18n.t('instruction.traitRemove', [isolated(tag)])}
                  onClick={() => remove(index)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          id={id}
          ref={input}
          type="text"
          dir="auto"
          autocomplete="off"
          value={half}
          aria-describedby={describedBy}
          aria-invalid={wrong}
          onInput={(event) => {
            const { value } = event.currentTarget;
            if (event.isComposing) set({ tags, half: value }, '');
            else take(value);
          }}
          onCompositionEnd={(event) => take(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
        />
      </div>
      <p class="tags__said" role="status" dir="auto">
        {said}
      </p>
    </>
  );
}
