import { computed, signal } from '@preact/signals';
import {
  CONTENT_FIELDS,
  INSTRUCTION_FIELDS,
  PROFESSION_LIMIT,
  STRUCTURED_FIELDS,
  type InstructionField,
} from '../lib/ibl/instruction-fields.ts';
import { readDrafts, removeDrafts, writeDraft, type Drafts } from '../lib/store/drafts.ts';
import { ask, type Trouble } from './ask.ts';
import { createDraftWriter } from './draft-writer.ts';
import { liveInstruction, type InstructionState } from './stored.ts';

export type Reading = 'loading' | 'read' | Trouble;
export type Saving =
  | { readonly kind: 'idle' | 'saving' | 'saved' | 'nothing-new' }
  | { readonly kind: 'failed'; readonly why: Trouble }
  | { readonly kind: 'differs'; readonly fields: readonly InstructionField[] };

export function createInstruction() {
  const state = liveInstruction();
  /** Typed here and perhaps not yet read back from the store: goes before what the store says. */
  const typed = signal<Drafts>({});
  const reading = signal<Reading>('loading');
  const saving = signal<Saving>({ kind: 'idle' });
  const discarded = signal<Drafts | null>(null);
  /** True when the browser refused to keep a draft. */
  const notKept = signal(false);

  const writer = createDraftWriter<InstructionField>(async (field, draft) => {
    const id = state.value.peek()?.connection.id;
    if (id === undefined) return;
    await (draft === null ? removeDrafts(id, [field]) : writeDraft(id, field, draft));
  });

  const fields = computed(() => fieldsOf(state.value.value));
  const stored = (field: InstructionField) => state.value.value?.stored?.fields[field] ?? '';
  const text = (field: InstructionField) =>
    typed.value[field] ?? state.value.value?.drafts[field] ?? stored(field);
  const edited = computed(() => fields.value.filter((field) => text(field) !== stored(field)));

  /** False while a field is too long for the server: the field itself says so. */
  const savable = computed(() => Array.from(text('profession')).length <= PROFESSION_LIMIT);

  async function type(field: InstructionField, draft: string): Promise<void> {
    typed.value = { ...typed.value, [field]: draft };
    discarded.value = null;
    if (saving.value.kind !== 'saving') saving.value = { kind: 'idle' };
    try {
      await writer.put(field, draft === stored(field) ? null : draft);
      notKept.value = false;
    } catch {
      notKept.value = true;
      return;
    }
    await settle(field, draft);
  }

  /** From here on the store says what the field holds, also when another window writes it. */
  async function settle(field: InstructionField, draft: string): Promise<void> {
    if (writer.isBusy(field) || saving.value.kind === 'saving') return;
    await state.refresh();
    if (writer.isBusy(field) || typed.value[field] !== draft) return;
    const { [field]: _, ...others } = typed.value;
    typed.value = others;
  }

  async function read(): Promise<void> {
    reading.value = 'loading';
    await dropEqualDrafts();
    const reply = await ask({ type: 'instruction/read' });
    reading.value = reply.ok ? 'read' : reply.why;
  }

  /** Drafts that say what is stored anyway, as after a save from another window. */
  async function dropEqualDrafts(): Promise<void> {
    await state.refresh();
    const now = state.value.peek();
    if (!now?.stored) return;
    const drafts = await readDrafts(now.connection.id);
    const equal = fieldsOf(now).filter(
      (field) => typed.peek()[field] === undefined && drafts[field] === now.stored?.fields[field],
    );
    if (equal.length > 0) await removeDrafts(now.connection.id, equal);
  }

  async function save(): Promise<void> {
    if (saving.value.kind === 'saving' || !savable.value) return;
    const sent: Drafts = {};
    for (const field of edited.value) sent[field] = text(field);
    if (edited.value.length === 0) {
      saving.value = { kind: 'nothing-new' };
      return;
    }
    saving.value = { kind: 'saving' };
    discarded.value = null;
    const reply = await ask({ type: 'instruction/save', fields: sent });
    const after = typed.value;
    saving.value = { kind: 'idle' };
    for (const field of INSTRUCTION_FIELDS) {
      const draft = after[field];
      if (draft === undefined) continue;
      // Typed on while it was saved: written again, as the background may just have taken the draft
      // away that it knew.
      if (draft === sent[field]) await settle(field, draft);
      else await type(field, draft);
    }
    await state.refresh();
    if (reply.ok) saving.value = { kind: 'saved' };
    else if (reply.why.kind === 'differs') {
      saving.value = { kind: 'differs', fields: reply.why.fields };
    } else if (reply.why.kind !== 'too-long') {
      // The counter at the field says that it is too long.
      saving.value = { kind: 'failed', why: reply.why };
    }
  }

  async function discard(): Promise<void> {
    const now = state.value.peek();
    if (!now) return;
    const thrown: Drafts = {};
    for (const field of edited.value) thrown[field] = text(field);
    await Promise.all(edited.value.map((field) => type(field, stored(field))));
    discarded.value = thrown;
  }

  async function undoDiscard(): Promise<void> {
    const back = discarded.value ?? {};
    await Promise.all(
      INSTRUCTION_FIELDS.map(async (field) => {
        const draft = back[field];
        if (draft !== undefined) await type(field, draft);
      }),
    );
  }

  return {
    state: state.value,
    fields,
    text,
    stored,
    edited,
    savable,
    reading,
    saving,
    discarded,
    notKept,
    read,
    type,
    save,
    discard,
    undoDiscard,
  };
}
export type InstructionModel = ReturnType<typeof createInstruction>;

/** The fields that the server's shape has; before it was read, those of the drafts. */
function fieldsOf(now: InstructionState | null | undefined): readonly InstructionField[] {
  if (now?.stored) return now.stored.shape === 'content' ? CONTENT_FIELDS : STRUCTURED_FIELDS;
  const drafts = now?.drafts ?? {};
  if (drafts.content !== undefined) return CONTENT_FIELDS;
  return Object.keys(drafts).length > 0 ? STRUCTURED_FIELDS : [];
}
