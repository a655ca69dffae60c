import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { INSTRUCTION_FIELDS, type InstructionField } from '../ibl/instruction-fields.ts';
import { decode, encode, watchKeys, type Shape } from './item.ts';

const shape: Shape<string> = { schema: z.string(), version: 1 };

const draftKey = (connectionId: string, field: InstructionField) =>
  `draft:${connectionId}:${field}`;

/** What was typed and not yet saved, by field. A field without a draft is absent. */
export type Drafts = Partial<Record<InstructionField, string>>;

/** Each field is an item of its own: popup, tab and options page can write at once. */
export async function readDrafts(connectionId: string): Promise<Drafts> {
  const stored = await browser.storage.local.get(
    INSTRUCTION_FIELDS.map((field) => draftKey(connectionId, field)),
  );
  const drafts: Drafts = {};
  for (const field of INSTRUCTION_FIELDS) {
    const raw = stored[draftKey(connectionId, field)];
    if (raw !== undefined) drafts[field] = decode(field, shape, raw);
  }
  return drafts;
}

export async function writeDraft(
  connectionId: string,
  field: InstructionField,
  text: string,
): Promise<void> {
  await browser.storage.local.set({ [draftKey(connectionId, field)]: encode(shape, text) });
}

export async function removeDrafts(
  connectionId: string,
  fields: readonly InstructionField[],
): Promise<void> {
  await browser.storage.local.remove(fields.map((field) => draftKey(connectionId, field)));
}

export function watchDrafts(changed: () => void): () => void {
  return watchKeys((key) => key.startsWith('draft:'), changed);
}
