import { listCourseMemories } from '../ibl/course-memory.ts';
import { listEdxMemory } from '../ibl/edx-memory.ts';
import { serverTime } from '../ibl/time.ts';
import type { Done } from '../messages.ts';
import { memoryListOf, type MemoryRow } from '../store/cache.ts';
import { stayAwake } from './awake.ts';
import { currentConnection, wireOf } from './connection.ts';
import type { Ledger } from './ledger.ts';

/** Reads all that is stored about the learner's courses into the store: one row a course. */
export async function refreshMemory(ledger: Ledger): Promise<Done> {
  const connection = await currentConnection();
  const wire = connection && (await wireOf(connection, ledger));
  if (!connection || !wire) return { ok: false, why: { kind: 'not-connected' } };
  const [edx, ours] = await stayAwake(async () => {
    const first = await listEdxMemory(wire);
    return [first, await listCourseMemories(wire)] as const;
  });
  if (!edx.ok) return { ok: false, why: edx.fault };
  if (!ours.ok) return { ok: false, why: ours.fault };

  const rows = new Map<string, MemoryRow>();
  const rowOf = (courseKey: string) => rows.get(courseKey) ?? { courseKey, edx: null, ours: null };
  for (const { course_id, id, data, last_modified } of edx.body.rows) {
    const stored = { id: id ?? null, data: data ?? null, modified: last_modified ?? null };
    rows.set(course_id, { ...rowOf(course_id), edx: stored });
  }
  for (const { courseKey, memory, text, modified } of ours.body.toReversed()) {
    rows.set(courseKey, { ...rowOf(courseKey), ours: { id: memory, text, modified } });
  }
  const newest = [...rows.values()].toSorted((a, b) => timeOf(b) - timeOf(a));
  await memoryListOf(connection.id).write({
    rows: newest,
    foreign: edx.body.dropped,
    readAt: Date.now(),
  });
  return { ok: true };
}

/** When a row was last changed (ms), 0 when nobody says. */
export function timeOf({ edx, ours }: MemoryRow): number {
  return Math.max(serverTime(edx?.modified), serverTime(ours?.modified));
}
