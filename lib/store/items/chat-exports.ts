import * as z from 'zod/mini';
import { createStore, del, delMany, get, keys as list, set } from 'idb-keyval';
import { guid, oneOf, short, whole, word } from '../../shared/schema.ts';
import { defineItem, type Item } from '../core/item.ts';

/** Why an export ended without a file. */
const why = oneOf(
  /** The server was not finished after three minutes. */
  z.object({ kind: word('not-ready') }),
  z.object({ kind: word('cancelled') }),
  z.object({ kind: word('no-network') }),
  z.object({ kind: word('no-access') }),
  z.object({ kind: word('timeout') }),
  /**
   * The server answered with an error. `words` are the server's own words, shortened, without the
   * key.
   */
  z.object({ kind: word('status'), status: whole, words: z.string() }),
  /** Something between Waypoint and the API answered in the API's place. */
  z.object({ kind: word('intermediary'), status: whole }),
  /** The server gave up. `state` is the server's word for that. */
  z.object({ kind: word('failed'), state: short(40) }),
  z.object({ kind: word('not-ibl') }),
  z.object({ kind: word('not-connected') }),
  /** This browser had no room for the file. */
  z.object({ kind: word('no-room') }),
);
export type ExportEnd = z.infer<typeof why>;

const state = oneOf(
  /**
   * Waypoint is asking the server to begin. `tries` is stored before each try, because the browser
   * may stop the worker.
   */
  z.object({ step: word('asking'), since: z.number(), tries: whole }),
  z.object({
    step: word('waiting'),
    task: guid,
    since: z.number(),
    /**
     * Waypoint does not ask before this time (ms). Stored before each question, so that a stopped
     * worker counts as a question without an answer.
     */
    next: z.number(),
    /**
     * Questions so far, and how many of the last ones in a row ended with a 5xx (`errors`) or a 404
     * (`missing`).
     */
    asked: whole,
    errors: whole,
    missing: whole,
  }),
  z.object({
    step: word('ready'),
    task: guid,
    at: z.number(),
    /** Size of the file in bytes. */
    size: whole,
    /** When the learner saved the file from here (ms), or null. */
    taken: z.nullable(z.number()),
  }),
  /** If there is a task, Waypoint can ask the server for it again. */
  z.object({ step: word('ended'), task: z.nullable(guid), at: z.number(), why }),
);
/** The state of an export of the chat history. */
export type ExportState = z.infer<typeof state>;

export function exportOf(connectionId: string): Item<ExportState | null> {
  return defineItem<ExportState | null>({
    key: `export:${connectionId}`,
    version: 1,
    schema: z.nullable(state),
    fallback: () => null,
  });
}

/**
 * Opens the database for export files, in the extension's own IndexedDB. It keeps each file until
 * the learner saves or discards it.
 */
const store = () => createStore('waypoint-exports', 'files');
let opened: ReturnType<typeof store> | undefined;
const files = () => (opened ??= store());

/**
 * Returns the file of an export, or null. The bytes are as the server sent them, and the type is
 * the one that the server named.
 */
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
