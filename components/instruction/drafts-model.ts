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
import type { InstructionState } from '../data/live-items.ts';

/** What each field of the instruction holds: what was typed here, else the draft, else the server's. */
export function createDraftedFields(state: Live<InstructionState | null>) {
  /** Typed here and perhaps not yet read back from the store: goes before what the store says. */
  const typed = signal<Drafts>({});
  /** True when the browser refused to keep a draft. */
  const notKept = signal(false);
  /** While a save runs, what is typed stays here: the background takes drafts away that it saved. */
  const held = signal(false);

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

  /** Edited fields into which another device has written since the edit was begun. */
  const changed = computed(() =>
    all.value.filter((field) => {
      const mine = draft(field);
      if (!mine || held.value || !state.value.value?.stored) return false;
      const now = stored(field);
      return !sameText(field, mine.base, now) && !sameText(field, mine.text, now);
    }),
  );

  /** Drafts of fields that the server does not have any more. */
  const strays = computed(() => {
    const now = state.value.value;
    if (!now?.stored) return [];
    return INSTRUCTION_FIELDS.filter(
      (field) => now.drafts[field] !== undefined && !all.value.includes(field),
    );
  });

  /** False while a field is too long for the server: the field itself says so. */
  const fits = computed(() => Array.from(text('profession')).length <= PROFESSION_LIMIT);

  /** To the letter, as one types on from here; but traits are the same however they are spaced. */
  function isStored(field: InstructionField, words: string): boolean {
    if (field === 'desired_mentor_traits') return sameText(field, words, stored(field));
    return words === stored(field);
  }

  /** A draft begins with what the server has then, and remembers it. */
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

  /** From here on the store says what the field holds, also when another window writes it. */
  async function settle(field: InstructionField, words: string): Promise<void> {
    if (writer.isBusy(field) || held.value) return;
    await state.refresh();
    if (writer.isBusy(field) || typed.value[field]?.text !== words) return;
    const { [field]: _, ...others } = typed.value;
    typed.value = others;
  }

  /** Ends the holding. Where the server wrote, what was typed on since begins with what it has now. */
  async function release(sent: Drafts, outcome: 'kept' | 'kept-otherwise' | 'failed') {
    await state.refresh();
    held.value = false;
    for (const field of INSTRUCTION_FIELDS) {
      const mine = typed.value[field];
      if (!mine) continue;
      const same = mine.text === sent[field]?.text;
      if (outcome === 'failed' || !sent[field] || (same && outcome === 'kept')) {
        await settle(field, mine.text);
      } else {
        // Written again, as the background may just have taken the draft away that it knew.
        await put(field, mine.text, stored(field));
      }
    }
    await state.refresh();
  }

  /** Drafts that say what is stored anyway, as after a save from another window. */
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
    hold: () => (held.value = true),
    release,
    dropEqual,
  };
}

/** The fields that the server's shape has; before it was read, those of the drafts. */
function fieldsOf(now: InstructionState | null | undefined): readonly InstructionField[] {
  if (now?.stored) return now.stored.shape === 'content' ? CONTENT_FIELDS : STRUCTURED_FIELDS;
  const drafts = now?.drafts ?? {};
  if (drafts.content !== undefined) return CONTENT_FIELDS;
  return Object.keys(drafts).length > 0 ? STRUCTURED_FIELDS : [];
}
