import { computed, signal } from '@preact/signals';
import { daysOver, type JournalLimit } from '../../lib/shared/journal-retention.ts';
import { ask } from '../data/ask-background.ts';
import { liveKept } from '../data/live-items-options.ts';

export function createJournalKept() {
  const kept = liveKept();
  /** Chosen, and not carried out yet: days would go with it, or the background has still to answer. */
  const asking = signal<JournalLimit | null>(null);
  /** What was done last, or that nobody answered. */
  const said = signal<'changed' | 'deleted' | 'no-answer' | null>(null);

  const goneWith = (limit: JournalLimit): number =>
    daysOver(kept.value.value?.days ?? [], limit, Date.now()).length;

  async function keep(limit: JournalLimit): Promise<void> {
    asking.value = limit;
    const done = await ask({ type: 'journal/keep', limit });
    await kept.refresh();
    asking.value = null;
    // False: their organization has set it meanwhile, which is shown instead.
    if (done !== false) said.value = done === true ? 'changed' : 'no-answer';
  }

  return {
    kept: kept.value,
    asking,
    said,
    /** So many days go with what is asked. */
    gone: computed(() => (asking.value === null ? 0 : goneWith(asking.value))),
    /** At once where nothing goes with it; else after a yes. */
    async choose(limit: JournalLimit): Promise<void> {
      said.value = null;
      if (limit === kept.value.value?.limit.value) asking.value = null;
      else if (goneWith(limit) > 0) asking.value = limit;
      else await keep(limit);
    },
    async confirm(): Promise<void> {
      if (asking.value !== null) await keep(asking.value);
    },
    cancel(): void {
      asking.value = null;
    },
    async deleteAll(): Promise<void> {
      asking.value = null;
      const reply = await ask({ type: 'journal/delete' });
      await kept.refresh();
      said.value = reply === null ? 'deleted' : 'no-answer';
    },
  };
}
export type JournalKeptModel = ReturnType<typeof createJournalKept>;
