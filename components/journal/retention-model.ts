import { computed, effect, signal } from '@preact/signals';
import { daysOver, type JournalLimit } from '../../lib/shared/journal-retention.ts';
import { ask } from '../data/ask-background.ts';
import { liveKept } from '../data/live-items-options.ts';

/** How long the screen says that a choice was saved (ms). */
const SAID = 4000;

export function createRetention() {
  const kept = liveKept();
  /** A chosen limit, not applied yet: it would delete days, or the worker has not answered. */
  const asking = signal<JournalLimit | null>(null);
  /** What was done last, or that the worker did not answer. */
  const said = signal<'changed' | 'deleted' | 'no-answer' | null>(null);

  // What is said belongs to the last press only.
  effect(() => {
    if (said.value !== 'changed') return undefined;
    const timer = setTimeout(() => (said.value = null), SAID);
    return () => clearTimeout(timer);
  });

  const goneWith = (limit: JournalLimit): number =>
    daysOver(kept.value.value?.days ?? [], limit, Date.now()).length;

  async function keep(limit: JournalLimit): Promise<void> {
    asking.value = limit;
    const done = await ask({ type: 'journal/keep', limit });
    await kept.refresh();
    asking.value = null;
    // `false`: the organization has set the limit meanwhile, and the screen shows that instead.
    if (done !== false) said.value = done === true ? 'changed' : 'no-answer';
  }

  return {
    kept: kept.value,
    asking,
    said,
    /** How many days the chosen limit would delete. */
    gone: computed(() => (asking.value === null ? 0 : goneWith(asking.value))),
    /** Applies a limit at once if it deletes no days. Otherwise, asks the learner first. */
    async choose(limit: JournalLimit): Promise<void> {
      said.value = null;
      if (limit === kept.value.value?.limit.value) asking.value = null;
      else if (goneWith(limit) > 0) asking.value = limit;
      else await keep(limit);
    },
    async confirm(): Promise<void> {
      if (asking.value !== null) await keep(asking.value);
    },
    /** Says nothing more about the last press, because another question opens. */
    unsay(): void {
      said.value = null;
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
export type RetentionModel = ReturnType<typeof createRetention>;
