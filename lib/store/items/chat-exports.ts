import * as z from 'zod/mini';
import { createStore, del, delMany, get, keys as list, set } from 'idb-keyval';
import { guid, oneOf, short, whole, word } from '../../shared/schema.ts';
import { defineItem, type Item } from '../core/item.ts';

/** Why an export came to no file. */
const why = oneOf(
  /** The server was still at it after three minutes. */
  z.object({ kind: word('not-ready') }),
  z.object({ kind: word('cancelled') }),
  z.object({ kind: word('no-network') }),
  z.object({ kind: word('no-access') }),
  z.object({ kind: word('timeout') }),
  /** An error, with the server's own words, shortened, without the key. */
  z.object({ kind: word('status'), status: whole, words: z.string() }),
  /** Something on the way answered in the API's place. */
  z.object({ kind: word('intermediary'), status: whole }),
  /** The server gave up, in this word. */
  z.object({ kind: word('failed'), state: short(40) }),
  z.object({ kind: word('not-ibl') }),
  z.object({ kind: word('not-connected') }),
  /** There was no room here for the file. */
  z.object({ kind: word('no-room') }),
);
export type ExportEnd = z.infer<typeof why>;

const state = oneOf(
  /** The server is being asked to begin. `tries`: stored before each, as the worker may be stopped. */
  z.object({ step: word('asking'), since: z.number(), tries: whole }),
  z.object({
    step: word('waiting'),
    task: guid,
    since: z.number(),
    /** Not asked before this time (ms). Stored before each question, as if it had brought nothing. */
    next: z.number(),
    /** Questions so far, and of the last ones in a row those with a 5xx, and those with a 404. */
    asked: whole,
    errors: whole,
    missing: whole,
  }),
  z.object({
    step: word('ready'),
    task: guid,
    at: z.number(),
    /** Of the file, in bytes. */
    size: whole,
    /** When it was saved from here (ms), or null. */
    taken: z.nullable(z.number()),
  }),
  /** With a task the server can be asked for it again. */
  z.object({ step: word('ended'), task: z.nullable(guid), at: z.number(), why }),
);
/** How an export of the chat history goes. */
export type ExportState = z.infer<typeof state>;

export function exportOf(connectionId: string): Item<ExportState | null> {
  return defineItem<ExportState | null>({
    key: `export:${connectionId}`,
    version: 1,
    schema: z.nullable(state),
    fallback: () => null,
  });
}

/** Files are kept in the extension's own IndexedDB until they are saved or thrown away. */
const store = () => createStore('waypoint-exports', 'files');
let opened: ReturnType<typeof store> | undefined;
const files = () => (opened ??= store());

/** The bytes of an export as they came; their type is the one that the server named. */
export async function readExportFile(connectionId: string): Promise<Blob | null> {
  const file: unknown = await get(connectionId, files());
  return file instanceof Blob ? file : null;
}

export async function writeExportFile(connectionId: string, file: Blob): Promise<void> {
  await set(connectionId, file, files());
}

export async function removeExportFile(connectionId: string): Promise<void> {
  await del(connectionId, files());
}

export async function removeOtherExportFiles(ids: readonly string[]): Promise<void> {
  const all = await list(files());
  await delMany(
    all.filter((id) => typeof id !== 'string' || !ids.includes(id)),
    files(),
  );
}
