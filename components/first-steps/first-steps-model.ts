import { computed, signal } from '@preact/signals';
import { hasSavedPlace } from '../../lib/domain/attention.ts';
import type { Overview } from '../../lib/domain/overview.ts';
import { firstSaveSeen } from '../../lib/store/items/first-save-seen.ts';
import { firstSaveShown } from '../../lib/store/items/first-save-shown.ts';
import { firstRun } from '../../lib/store/items/first-steps.ts';
import { live, type Live } from '../data/live.ts';

/** Creates the model of the first steps: whether they are shown, and how far the learner is. */
export function createFirstRun(overview: Live<Overview>) {
  const items = [firstRun, firstSaveSeen, firstSaveShown] as const;
  const stored = live(
    async () => {
      const [{ wanted }, ...saved] = await Promise.all([
        firstRun.read(),
        firstSaveSeen.read(),
        firstSaveShown.read(),
      ]);
      return { wanted, isSaved: saved.includes(true) };
    },
    items.map((item) => (changed) => item.watch(changed)),
  );
  /** Whether the learner asked for the steps in this page. */
  const askedFor = signal(false);

  const known = computed(() => {
    try {
      const [now, all] = [stored.value.value, overview.value.value];
      return now && all ? { ...now, all } : null;
    } catch {
      // The sections say what is wrong. Without the steps, the page shows them.
      return 'unreadable';
    }
  });
  /** What the steps show; null if they are not shown. */
  const step = computed<'connect' | 'open-a-unit' | null>(() => {
    if (known.value === null || known.value === 'unreadable') return null;
    const { wanted, isSaved, all } = known.value;
    if (!askedFor.value && (!wanted || isSaved || hasSavedPlace(all))) return null;
    return all.all.some(({ connection }) => connection.connected) ? 'open-a-unit' : 'connect';
  });

  return {
    /** False until it is known whether the steps are shown. */
    ready: computed(() => known.value !== null),
    step,
    askedFor,
    /** Whether the page shows nothing else yet: a new learner has one thing to do. */
    alone: computed(() => step.value === 'connect' && !askedFor.value),
  };
}
export type FirstRunModel = ReturnType<typeof createFirstRun>;
