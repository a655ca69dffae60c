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

/** Drafts by field. A field without a draft is absent. */
export type Drafts = Partial<Record<InstructionField, Draft>>;

/**
 * Keeps a draft in localStorage, written at once, until storage.local has it. Firefox drops what a
 * page is writing to storage.local when that page is closed. Null in a service worker, which has no
 * localStorage.
 */
const atHand = typeof localStorage === 'undefined' ? null : localStorage;
const handKey = (key: string) => `at-hand:${key}`;

/**
 * Returns the drafts of a connection. Each field is an item of its own, so that popup, tab and
 * options page can write at the same time.
 */
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
 * Stores the drafts that a closed page could not finish writing. Call when a screen opens. While
 * another screen types, its draft in localStorage is on its way to storage.local, and storing the
 * draft here could overtake a newer one.
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
  // If the learner typed on meanwhile, the newer text is still on its way.
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

/**
 * Removes all drafts from localStorage, if there is one. The drafts in storage.local are items of
 * their own and stay.
 */
export function forgetAtHand(): void {
  if (!atHand) return;
  const ours = Object.keys(atHand).filter((key) => key.startsWith(handKey('draft:')));
  for (const key of ours) atHand.removeItem(key);
}

export function watchDrafts(changed: () => void): () => void {
  return watchKeys((key) => key.startsWith('draft:'), changed);
}
