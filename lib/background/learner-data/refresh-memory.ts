import { allMemories, type Known } from '../../ibl/memories/all-memories.ts';
import { twinsIn } from '../../ibl/memories/list-memories.ts';
import { listEdxMemory } from '../../ibl/memories/edx-memory.ts';
import { readMemoryStatus } from '../../ibl/memories/memory-status.ts';
import type { ApiClient } from '../../ibl/client/types.ts';
import { jsonText } from '../../ibl/client/json.ts';
import type { Done } from '../../messages/replies.ts';
import { keepCopy, memoryListOf, timeOf, type MemoryRow } from '../../store/items/server-cache.ts';
import { listProgress } from '../../store/items/list-progress.ts';
import { connectionOf } from '../../domain/connections.ts';
import { withClient } from '../state/api-client.ts';
import { knownMemories } from '../state/known-memories.ts';
import type { StateWriter } from '../state/state-writer.ts';

/**
 * Reads everything that the server stores about the learner's courses into the storage, one row for
 * each course.
 */
export async function refreshMemory(writer: StateWriter, connectionId?: string): Promise<Done> {
  const connection = await connectionOf(connectionId);
  const known = connection && (await knownMemories(connection.id));
  const read =
    connection &&
    known &&
    (await withClient(connection, writer, (client) => readBoth(client, known)));
  await tellRead(null);
  if (!connection || !read) return { ok: false, why: { kind: 'not-connected' } };
  const [edx, ours] = read;
  if (!edx.ok) return { ok: false, why: edx.fault };
  if (!ours.ok) return { ok: false, why: ours.fault };
  if (!(await connectionOf(connection.id))) return { ok: false, why: { kind: 'not-connected' } };

  // The connection's next run leaves one memory for each course.
  if (twinsIn(ours.body.rows).length > 0) {
    await writer.health(connection.id, (old) => ({ ...old, twins: 0 }));
  }
  const rows = new Map<string, MemoryRow>();
  const rowOf = (courseKey: string) => rows.get(courseKey) ?? { courseKey, edx: null, ours: null };
  for (const { course_id, id, data, last_modified } of edx.body.rows) {
    const json = jsonText(data ?? null);
    const stored = { id: id ?? null, json, modified: last_modified ?? null };
    rows.set(course_id, { ...rowOf(course_id), edx: stored });
  }
  for (const { courseKey, memory, text, modified } of ours.body.rows.toReversed()) {
    rows.set(courseKey, { ...rowOf(courseKey), ours: { id: memory, text, modified } });
  }
  const newest = [...rows.values()].toSorted((a, b) => timeOf(b) - timeOf(a));
  const list = {
    rows: newest,
    foreign: edx.body.dropped,
    whole: edx.body.whole && ours.body.whole,
    readAt: Date.now(),
  };
  const isKept = await keepCopy(memoryListOf(connection.id), list);
  return isKept ? { ok: true } : { ok: false, why: { kind: 'no-room' } };
}

async function readBoth(client: ApiClient, known: readonly Known[]) {
  const edx = await listEdxMemory(client, (rows, count) => void tellRead(rows / count / 2));
  const ours = await allMemories(
    client,
    known,
    (rows, count) => void tellRead(0.5 + rows / count / 2),
  );
  return [edx, ours] as const;
}

/** Stores the progress for the screen. If that fails, the list is still read. */
async function tellRead(part: number | null): Promise<void> {
  await listProgress.write(part === null ? null : Math.min(1, part)).catch(() => undefined);
}

/**
 * Whether the server of a connection uses the learner's memory; null if the server does not say or
 * could not be asked.
 */
export async function memoryStatus(writer: StateWriter, id?: string): Promise<boolean | null> {
  const connection = await connectionOf(id);
  const answer = connection && (await withClient(connection, writer, readMemoryStatus));
  return answer?.ok ? answer.body : null;
}
