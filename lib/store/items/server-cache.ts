import * as z from 'zod/mini';
import type { InstructionField } from '../../ibl/instruction/fields.ts';
import { serverTime } from '../../ibl/client/server-time.ts';
import { defineItem, type Item } from '../core/item.ts';
import { guid, whole, word } from '../../shared/schema.ts';
import { isKnownOfRoom } from '../core/quota.ts';

/** Absent if the instruction has the other shape. */
const text = z.exactOptional(z.string());

const instruction = z.object({
  shape: word('structured', 'content'),
  /** False while the server has no row for this user. */
  exists: z.boolean(),
  fields: z.object({
    about_user: text,
    mentor_tone: text,
    profession: text,
    desired_mentor_traits: text,
    content: text,
  } satisfies Record<InstructionField, unknown>),
});
export type Instruction = z.infer<typeof instruction>;

const memoryRow = z.object({
  courseKey: z.string(),
  /** What the school's server keeps (edX memory). Without an id Waypoint cannot delete it. */
  edx: z.nullable(
    z.object({
      id: z.nullable(whole),
      /**
       * Any JSON, as text, because browsers cannot store values that are nested very deeply. Null
       * if it is nested too deeply to be written as text.
       */
      json: z.nullable(z.string()),
      modified: z.nullable(z.string()),
    }),
  ),
  /** What Waypoint wrote. */
  ours: z.nullable(z.object({ id: guid, text: z.string(), modified: z.nullable(z.string()) })),
});
/** What the server has about one course. Times are as the server sent them. */
export type MemoryRow = z.infer<typeof memoryRow>;

/** Returns when a row was last changed (ms), or 0 if neither part says so. */
export function timeOf({ edx, ours }: MemoryRow): number {
  return Math.max(serverTime(edx?.modified), serverTime(ours?.modified));
}

const memoryList = z.object({
  rows: z.array(memoryRow),
  /** Rows of another user that the server sent. Waypoint does not show them. */
  foreign: whole,
  /** False if the server has, or may have, more than it listed. */
  whole: z.boolean(),
  readAt: z.number(),
});
export type MemoryList = z.infer<typeof memoryList>;

/**
 * Returns the item with the instruction as last read from the server. It is shown at once, and
 * without a network.
 */
export function instructionOf(connectionId: string): Item<Instruction | null> {
  return defineItem<Instruction | null>({
    key: `instruction:${connectionId}`,
    version: 1,
    schema: z.nullable(instruction),
    copy: true,
    fallback: () => null,
  });
}

/** Returns the item with the memory list as last read from the server. */
export function memoryListOf(connectionId: string): Item<MemoryList | null> {
  return defineItem<MemoryList | null>({
    key: `memory:${connectionId}`,
    version: 1,
    schema: z.nullable(memoryList),
    copy: true,
    fallback: () => null,
  });
}

/** Stores a copy. Returns false if there is no room for it; the previous copy then stays. */
export async function keepCopy<T>(item: Item<T>, value: T): Promise<boolean> {
  return await item.write(value).then(
    () => true,
    (error: unknown) => {
      isKnownOfRoom(error);
      return false;
    },
  );
}

/** Like `keepCopy`, for when the previous copy is wrong by now: without room, removes it. */
export async function replaceCopy<T>(item: Item<T>, value: T): Promise<void> {
  if (!(await keepCopy(item, value))) await item.remove();
}
