import { computed, signal } from '@preact/signals';
import type { MemoryRow } from '../lib/store/cache.ts';
import type { PendingDelete } from '../lib/store/deletes.ts';
import { timeOf } from '../lib/sync/memory.ts';
import type { Overview } from '../lib/sync/status.ts';
import { ask, type Trouble } from './ask.ts';
import { courseTitleOf } from './course-title.ts';
import type { Live } from './live.ts';
import { liveMemory } from './stored.ts';

/** A course in the list, with the delete that is under way for it. */
export interface Row {
  readonly courseKey: string;
  readonly title: string;
  /** Null when nobody says when it was written. */
  readonly at: number | null;
  readonly edx: MemoryRow['edx'];
  readonly ours: MemoryRow['ours'];
  readonly pending: PendingDelete | null;
}

export function createMemory(overview: Live<Overview>) {
  const list = liveMemory();
  const reading = signal<'loading' | 'read' | Trouble>('loading');
  /** True when the background did not answer the last action. */
  const noAnswer = signal(false);

  const rows = computed<readonly Row[]>(() => {
    const all = overview.value.value;
    const stored = list.value.value?.rows ?? [];
    const pending = (all?.pendingDeletes ?? []).filter(
      ({ connectionId }) => connectionId === all?.connection?.id,
    );
    // A course that has left the list while its delete is still under way can still be undone.
    const gone = pending
      .filter(({ courseKey }) => !stored.some((row) => row.courseKey === courseKey))
      .map(({ courseKey }) => ({ courseKey, edx: null, ours: null }));
    return [...gone, ...stored].map(({ courseKey, edx, ours }) => ({
      courseKey,
      edx,
      ours,
      title: courseTitleOf(courseKey, all?.records.get(courseKey), ours?.text ?? null),
      at: timeOf({ courseKey, edx, ours }) || null,
      pending: pending.find((one) => one.courseKey === courseKey) ?? null,
    }));
  });

  async function act(type: 'memory/delete' | 'memory/undo', courseKey: string): Promise<void> {
    const reply = await ask({ type, courseKey });
    await overview.refresh();
    noAnswer.value = reply !== null;
  }

  return {
    overview: overview.value,
    list: list.value,
    rows,
    reading,
    noAnswer,
    async read(): Promise<void> {
      reading.value = 'loading';
      const reply = await ask({ type: 'memory/list' });
      await list.refresh();
      reading.value = reply.ok ? 'read' : reply.why;
    },
    delete: (courseKey: string) => act('memory/delete', courseKey),
    undo: (courseKey: string) => act('memory/undo', courseKey),
  };
}
export type MemoryModel = ReturnType<typeof createMemory>;
