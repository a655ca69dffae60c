import * as z from 'zod/mini';
import { createStore, del, delMany, get, keys as list, set } from 'idb-keyval';
import { defineItem, type Item } from './item.ts';

/** Why an export came to no file. */
const why = z.discriminatedUnion('kind', [
  /** The server was still at it after three minutes. */
  z.object({ kind: z.literal('not-ready') }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('no-network') }),
  z.object({ kind: z.literal('timeout') }),
  /** An error, with the server's own words, shortened, without the key. */
  z.object({ kind: z.literal('status'), status: z.int(), words: z.string() }),
  /** The server gave up, in this word. */
  z.object({ kind: z.literal('failed'), state: z.string().check(z.maxLength(40)) }),
  z.object({ kind: z.literal('not-ibl') }),
  z.object({ kind: z.literal('not-connected') }),
  /** There was no room here for the file. */
  z.object({ kind: z.literal('no-room') }),
]);
export type ExportEnd = z.infer<typeof why>;

const taskId = z.guid();
const state = z.discriminatedUnion('step', [
  /** The server is being asked to begin. `tries`: stored before each, as the worker may be stopped. */
  z.object({ step: z.literal('asking'), since: z.number(), tries: z.int() }),
  z.object({
    step: z.literal('waiting'),
    task: taskId,
    since: z.number(),
    /** Not asked before this time (ms). Stored before each question, as if it had brought nothing. */
    next: z.number(),
    /** Questions so far, and of the last ones in a row those with a 5xx, and those with a 404. */
    asked: z.int(),
    errors: z.int(),
    missing: z.int(),
  }),
  z.object({
    step: z.literal('ready'),
    task: taskId,
    at: z.number(),
    /** Of the file, in bytes. */
    size: z.int(),
    /** When it was saved from here (ms), or null. */
    taken: z.nullable(z.number()),
  }),
  /** With a task the server can be asked for it again. */
  z.object({ step: z.literal('ended'), task: z.nullable(taskId), at: z.number(), why }),
]);
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

export async function removeOtherExportFiles(connectionId: string | null): Promise<void> {
  const others = (await list(files())).filter((id) => id !== connectionId);
  await delMany(others, files());
}
