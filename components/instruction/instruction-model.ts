import { computed, signal } from '@preact/signals';
import { INSTRUCTION_FIELDS, type InstructionField } from '../../lib/ibl/instruction/fields.ts';
import type { Drafts } from '../../lib/store/items/drafts.ts';
import { ask } from '../data/ask-background.ts';
import type { Reading, Saving, Step } from './instruction-types.ts';
import { createDrafts } from './drafts-model.ts';
import { liveInstruction } from '../data/live-items-later.ts';

/** @param id which connection; null for the default */
export function createInstruction(id: string | null = null) {
  const state = liveInstruction(id);
  const which = id === null ? {} : { connectionId: id };
  const fields = createDrafts(state);
  const { text, stored, edited, changed, put } = fields;
  const reading = signal<Reading>('loading');
  const saving = signal<Saving>({ kind: 'idle' });
  const step = signal<Step | null>(null);

  /** Whether the server has no instruction of the learner. */
  const isEmpty = computed(() => {
    const now = state.value.value?.stored;
    return (
      now !== undefined && now !== null && Object.values(now.fields).every((one) => one === '')
    );
  });

  const savable = computed(() => fields.fits.value && changed.value.length === 0);

  /** Takes back the message of a save that went well, because it is about the text of before. */
  function unsay(): void {
    const { kind } = saving.value;
    if (kind === 'saved' || kind === 'nothingNew') saving.value = { kind: 'idle' };
  }

  async function type(field: InstructionField, words: string): Promise<void> {
    step.value = null;
    const now = saving.value;
    if (now.kind === 'failed') saving.value = { ...now, edited: new Set([...now.edited, field]) };
    else unsay();
    await put(field, words);
  }

  async function read(): Promise<void> {
    reading.value = 'loading';
    await fields.dropEqual();
    const reply = await ask({ type: 'instruction/read', ...which });
    reading.value = reply.ok ? 'read' : reply.why;
  }

  /**
   * Saves the edited fields. Returns false if the save failed, or if the learner must fix or choose
   * something first.
   */
  async function save(): Promise<boolean> {
    if (saving.value.kind === 'saving') return true;
    if (!savable.value) return false;
    const sent: Drafts = {};
    for (const field of edited.value) {
      sent[field] = { text: text(field), base: fields.draft(field)?.base ?? stored(field) };
    }
    step.value = null;
    if (edited.value.length === 0) {
      saving.value = { kind: 'nothingNew' };
      return true;
    }
    saving.value = { kind: 'saving' };
    fields.startSave();
    const reply = await ask({ type: 'instruction/save', fields: sent, ...which });
    const why = reply.ok ? null : reply.why;
    const otherwise = why?.kind === 'differs' ? 'kept-otherwise' : 'failed';
    await fields.endSave(sent, reply.ok ? 'kept' : otherwise);
    if (why === null) saving.value = { kind: 'saved' };
    else if (why.kind === 'differs') saving.value = why;
    // The field itself shows a change from elsewhere, or that its text is too long.
    else if (why.kind === 'changed' || why.kind === 'too-long') saving.value = { kind: 'idle' };
    else saving.value = { kind: 'failed', why, edited: new Set() };
    return reply.ok;
  }

  const textsOf = (names: readonly InstructionField[]): Step['back'] =>
    Object.fromEntries(names.map((field) => [field, text(field)]));

  /** Changes several fields at once. `undo` restores what they held. */
  async function change(
    kind: Step['kind'],
    names: readonly InstructionField[],
    words: (field: InstructionField) => string,
    base: (field: InstructionField) => string | undefined = stored,
  ): Promise<void> {
    saving.value = { kind: 'idle' };
    step.value = { kind, back: textsOf(names) };
    await Promise.all(names.map((field) => put(field, words(field), base(field))));
  }

  /** Empties every field, here and on the server. The message appears only after the save. */
  async function clear(): Promise<void> {
    const names = fields.all.value.filter((field) => text(field) !== '' || stored(field) !== '');
    const back = textsOf(names);
    await Promise.all(names.map((field) => put(field, '', stored(field))));
    if (edited.value.length > 0) await save();
    step.value = { kind: 'cleared', back };
  }

  async function undo(): Promise<void> {
    const back = step.value?.back ?? {};
    step.value = null;
    saving.value = { kind: 'idle' };
    await Promise.all(
      INSTRUCTION_FIELDS.map(async (field) => {
        const words = back[field];
        if (words !== undefined) await put(field, words);
      }),
    );
  }

  return {
    state: state.value,
    fields,
    reading,
    saving,
    step,
    savable,
    isEmpty,
    read,
    type,
    save,
    discard: (names: readonly InstructionField[] = edited.value) =>
      change('discarded', names, stored),
    clear,
    undo,
    unsay,
    /** Keeps the learner's version: the next save replaces the server's. */
    async keepMine(field: InstructionField): Promise<void> {
      step.value = { kind: 'mine', back: {} };
      const now = saving.value;
      if (now.kind === 'differs') {
        saving.value = { ...now, fields: now.fields.filter((one) => one !== field) };
      }
      await put(field, text(field), stored(field));
    },
    takeTheirs: (field: InstructionField) => change('theirs', [field], stored),
    /** Adds a text below what a field holds. */
    add: (field: InstructionField, more: string) =>
      change(
        'added',
        [field],
        () => (text(field).trim() === '' ? more : `${text(field).trimEnd()}\n${more}`),
        () => undefined,
      ),
  };
}
export type InstructionModel = ReturnType<typeof createInstruction>;
