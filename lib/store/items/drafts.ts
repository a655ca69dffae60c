import { store } from '../core/storage-area.ts';
import { draftSchema, type Draft } from '../../ibl/instruction/draft.ts';
import { INSTRUCTION_FIELDS, type InstructionField } from '../../ibl/instruction/fields.ts';
import { parseJson } from '../../ibl/client/json.ts';
import { decodeOr } from '../core/damaged-items.ts';
import { watchKeys } from '../core/item.ts';
import { put } from '../core/quota.ts';
import { encode, type Shape } from '../core/versioned.ts';

const shape: Shape<Draft> = {
  schema: draftSchema,
  version: 1,
};

const draftKey = (connectionId: string, field: InstructionField) =>
  `draft:${connectionId}:${field}`;

/** By field. A field without a draft is absent. */
export type Drafts = Partial<Record<InstructionField, Draft>>;

/**
 * Firefox forgets what a page was just writing to storage.local when that page is closed: a draft
 * stands here, written at once, until storage.local has it. A service worker has no such place.
 */
const atHand = typeof localStorage === 'undefined' ? null : localStorage;
const handKey = (key: string) => `at-hand:${key}`;

/** Each field is an item of its own: popup, tab and options page can write at once. */
export async function readDrafts(connectionId: string): Promise<Drafts> {
  const stored = await store.local.get(
    INSTRUCTION_FIELDS.map((field) => draftKey(connectionId, field)),
  );
  const drafts: Drafts = {};
  for (const field of INSTRUCTION_FIELDS) {
    const key = draftKey(connectionId, field);
    const draft = await decodeOr<Draft | null>(() => null, key, shape, stored[key]);
    if (draft) drafts[field] = draft;
  }
  return drafts;
}

/**
 * Brings in what a closed page could not write any more. For when a screen opens: while another one
 * types, what stands at hand is on its way, and would only overtake it.
 */
export async function rescueDrafts(connectionId: string): Promise<void> {
  for (const field of INSTRUCTION_FIELDS) {
    const key = draftKey(connectionId, field);
    const left = atHand?.getItem(handKey(key)) ?? null;
    const raw = left === null ? undefined : parseJson(left);
    const draft = await decodeOr<Draft | null>(() => null, key, shape, raw);
    if (draft) await writeDraft(connectionId, field, draft);
    atHand?.removeItem(handKey(key));
  }
}

export async function writeDraft(
  connectionId: string,
  field: InstructionField,
  value: Draft,
): Promise<void> {
  const key = draftKey(connectionId, field);
  const item = encode(shape, value);
  const text = JSON.stringify(item);
  atHand?.setItem(handKey(key), text);
  await put({ [key]: item });
  // Typed on meanwhile: that is still on its way.
  if (atHand?.getItem(handKey(key)) === text) atHand.removeItem(handKey(key));
}

export async function removeDrafts(
  connectionId: string,
  fields: readonly InstructionField[],
): Promise<void> {
  const keys = fields.map((field) => draftKey(connectionId, field));
  for (const key of keys) atHand?.removeItem(handKey(key));
  await store.local.remove(keys);
}

/** What stands at hand goes too, where there is such a place. Drafts themselves are stored items. */
export function forgetAtHand(): void {
  if (!atHand) return;
  const ours = Object.keys(atHand).filter((key) => key.startsWith(handKey('draft:')));
  for (const key of ours) atHand.removeItem(key);
}

export function watchDrafts(changed: () => void): () => void {
  return watchKeys((key) => key.startsWith('draft:'), changed);
}
