import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { INSTRUCTION_FIELDS, type InstructionField } from '../ibl/instruction-fields.ts';
import { decodeOr } from './damage.ts';
import { watchKeys } from './item.ts';
import { put } from './room.ts';
import { encode, type Shape } from './shape.ts';

const shape: Shape<string> = { schema: z.string(), version: 1 };

const draftKey = (connectionId: string, field: InstructionField) =>
  `draft:${connectionId}:${field}`;

/** What was typed and not yet saved, by field. A field without a draft is absent. */
export type Drafts = Partial<Record<InstructionField, string>>;

/**
 * Firefox forgets what a page was just writing to storage.local when that page is closed: a draft
 * stands here, written at once, until storage.local has it. A service worker has no such place.
 */
const atHand = typeof localStorage === 'undefined' ? null : localStorage;

/** Each field is an item of its own: popup, tab and options page can write at once. */
export async function readDrafts(connectionId: string): Promise<Drafts> {
  for (const field of INSTRUCTION_FIELDS) {
    const left = atHand?.getItem(draftKey(connectionId, field)) ?? null;
    if (left !== null) await writeDraft(connectionId, field, left);
  }
  const stored = await browser.storage.local.get(
    INSTRUCTION_FIELDS.map((field) => draftKey(connectionId, field)),
  );
  const drafts: Drafts = {};
  for (const field of INSTRUCTION_FIELDS) {
    const key = draftKey(connectionId, field);
    const draft = await decodeOr<string | undefined>(() => undefined, key, shape, stored[key]);
    if (draft !== undefined) drafts[field] = draft;
  }
  return drafts;
}

export async function writeDraft(
  connectionId: string,
  field: InstructionField,
  text: string,
): Promise<void> {
  const key = draftKey(connectionId, field);
  atHand?.setItem(key, text);
  await put({ [key]: encode(shape, text) });
  // Typed on meanwhile: that is still on its way.
  if (atHand?.getItem(key) === text) atHand.removeItem(key);
}

export async function removeDrafts(
  connectionId: string,
  fields: readonly InstructionField[],
): Promise<void> {
  const keys = fields.map((field) => draftKey(connectionId, field));
  for (const key of keys) atHand?.removeItem(key);
  await browser.storage.local.remove(keys);
}

export function watchDrafts(changed: () => void): () => void {
  return watchKeys((key) => key.startsWith('draft:'), changed);
}
