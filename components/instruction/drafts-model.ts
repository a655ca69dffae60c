import { computed, signal } from '@preact/signals';
import type { Draft } from '../../lib/ibl/instruction/draft.ts';
import {
  CONTENT_FIELDS,
  INSTRUCTION_FIELDS,
  PROFESSION_LIMIT,
  sameText,
  STRUCTURED_FIELDS,
  type InstructionField,
} from '../../lib/ibl/instruction/fields.ts';
import { readDrafts, removeDrafts, writeDraft, type Drafts } from '../../lib/store/items/drafts.ts';
import { createDraftWriter } from './draft-writer.ts';
import type { Live } from '../data/live.ts';
import type { InstructionState } from '../data/live-items-later.ts';

/** Creates the texts of the fields: typed here, otherwise the draft, otherwise the server's. */
export function createDrafts(state: Live<InstructionState | null>) {
  /** Text typed here, perhaps not read back from the store yet. It goes before the stored draft. */
  const typed = signal<Drafts>({});
  /** True when the browser refused to keep a draft. */
  const notKept = signal(false);
  /** True while a save runs. Typed text stays here: the worker removes the drafts that it saved. */
  const saving = signal(false);

  const writer = createDraftWriter<InstructionField, Draft>(async (field, draft) => {
    const id = state.value.peek()?.connection.id;
    if (id === undefined) return;
    await (draft === null ? removeDrafts(id, [field]) : writeDraft(id, field, draft));
  });

  const all = computed(() => fieldsOf(state.value.value));
  const stored = (field: InstructionField) => state.value.value?.stored?.fields[field] ?? '';
  const draft = (field: InstructionField) =>
    typed.value[field] ?? state.value.value?.drafts[field] ?? null;
  const text = (field: InstructionField) => draft(field)?.text ?? stored(field);
  const edited = computed(() => all.value.filter((field) => !isStored(field, text(field))));

  /** Edited fields that another device has changed since the learner began to edit them. */
  const changed = computed(() =>
    all.value.filter((field) => {
      const mine = draft(field);
      if (!mine || saving.value || !state.value.value?.stored) return false;
      const now = stored(field);
      return !sameText(field, mine.base, now) && !sameText(field, mine.text, now);
    }),
  );

  /** Fields with a draft that the server no longer has. */
  const strays = computed(() => {
    const now = state.value.value;
    if (!now?.stored) return [];
    return INSTRUCTION_FIELDS.filter(
      (field) => now.drafts[field] !== undefined && !all.value.includes(field),
    );
  });

  /** False while a field is too long for the server. The field itself says so. */
  const fits = computed(() => Array.from(text('profession')).length <= PROFESSION_LIMIT);

  /**
   * Whether a text equals the server's, to the letter, because the learner types on from it. Traits
   * are equal however they are spaced.
   */
  function isStored(field: InstructionField, words: string): boolean {
    if (field === 'desired_mentor_traits') return sameText(field, words, stored(field));
    return words === stored(field);
  }

  /**
   * Returns the server's text from which the draft began; the server's current text if no draft
   * differs from it.
   */
  function baseOf(field: InstructionField): string {
    const mine = draft(field);
    return mine && !isStored(field, mine.text) ? mine.base : stored(field);
  }

  async function put(
    field: InstructionField,
    words: string,
    base: string = baseOf(field),
  ): Promise<void> {
    const mine = { text: words, base };
    typed.value = { ...typed.value, [field]: mine };
    try {
      await writer.put(field, isStored(field, words) ? null : mine);
      notKept.value = false;
    } catch {
      notKept.value = true;
      return;
    }
    await settle(field, words);
  }

  /**
   * Drops the typed text once it is stored. From then on the store says what the field holds, also
   * when another window writes it.
   */
  async function settle(field: InstructionField, words: string): Promise<void> {
    if (writer.isBusy(field) || saving.value) return;
    await state.refresh();
    if (writer.isBusy(field) || typed.value[field]?.text !== words) return;
    const { [field]: _, ...others } = typed.value;
    typed.value = others;
  }

  /**
   * Ends a save. If the server wrote a field, the text that still differs from it
   * becomes a draft that begins with the server's new text.
   */
  async function endSave(sent: Drafts, outcome: 'kept' | 'kept-otherwise' | 'failed') {
    await state.refresh();
    saving.value = false;
    for (const field of INSTRUCTION_FIELDS) {
      const mine = typed.value[field];
      if (!mine) continue;
      const same = mine.text === sent[field]?.text;
      if (outcome === 'failed' || !sent[field] || (same && outcome === 'kept')) {
        await settle(field, mine.text);
      } else {
        // Writes the draft again, because the worker may just have removed the older one.
        await put(field, mine.text, stored(field));
      }
    }
    await state.refresh();
  }

  /** Removes drafts that equal the server's text, as after a save from another window. */
  async function dropEqual(): Promise<void> {
    await state.refresh();
    const now = state.value.peek();
    if (!now?.stored) return;
    const drafts = await readDrafts(now.connection.id);
    const equal = fieldsOf(now).filter((field) => {
      const kept = drafts[field];
      return kept && typed.peek()[field] === undefined && isStored(field, kept.text);
    });
    if (equal.length > 0) await removeDrafts(now.connection.id, equal);
  }

  return {
    all,
    text,
    stored,
    draft,
    edited,
    changed,
    strays,
    fits,
    notKept,
    put,
    startSave: () => (saving.value = true),
    endSave,
    dropEqual,
  };
}

/**
 * Returns the fields of the server's shape. Before the first read, returns the fields of the shape
 * that the drafts have.
 */
function fieldsOf(now: InstructionState | null | undefined): readonly InstructionField[] {
  if (now?.stored) return now.stored.shape === 'content' ? CONTENT_FIELDS : STRUCTURED_FIELDS;
  const drafts = now?.drafts ?? {};
  if (drafts.content !== undefined) return CONTENT_FIELDS;
  return Object.keys(drafts).length > 0 ? STRUCTURED_FIELDS : [];
}
