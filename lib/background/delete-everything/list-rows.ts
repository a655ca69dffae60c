import { allMemories, type Known } from '../../ibl/memories/all-memories.ts';
import { deleteCourseMemory } from '../../ibl/memories/delete-memory.ts';
import { deleteEdxMemory, listEdxMemory } from '../../ibl/memories/edx-memory.ts';
import type { Answer, ApiClient } from '../../ibl/client/types.ts';
import type { ErasePart, EraseReason } from '../../store/items/delete-everything.ts';

/** A row that can be deleted, and how. */
export interface Target {
  readonly id: string | number;
  readonly courseKey: string;
  remove(): Promise<Answer<unknown>>;
}
export interface Listed {
  readonly targets: readonly Target[];
  /** Rows that no request can delete. */
  readonly undeletable: readonly { readonly what: string; readonly reason: EraseReason }[];
  /** False if the server has, or may have, more than it listed. */
  readonly whole: boolean;
}

/** Returns what there is to delete of one part on one server. */
export async function listOf(
  client: ApiClient,
  part: ErasePart,
  known: readonly Known[],
): Promise<Answer<Listed>> {
  if (part === 'waypoint') {
    const answer = await allMemories(client, known);
    if (!answer.ok) return answer;
    const { rows, odd, whole } = answer.body;
    const targets = rows.map(({ memory, courseKey }) => ({
      id: memory,
      courseKey,
      remove: () => deleteCourseMemory(client, memory, courseKey),
    }));
    const undeletable = odd.map((what) => ({ what, reason: { kind: 'odd' } as const }));
    return { ...answer, body: { targets, undeletable, whole } };
  }
  const answer = await listEdxMemory(client);
  if (!answer.ok) return answer;
  const targets: Target[] = [];
  const undeletable: Listed['undeletable'][number][] = [];
  for (const { id, course_id: courseKey } of answer.body.rows) {
    if (typeof id !== 'number') undeletable.push({ what: courseKey, reason: { kind: 'no-id' } });
    else targets.push({ id, courseKey, remove: () => deleteEdxMemory(client, id, courseKey) });
  }
  return { ...answer, body: { targets, undeletable, whole: answer.body.whole } };
}
