import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Connection } from '../../lib/store/items/connections.ts';
import { schoolOf, type Overview } from '../../lib/domain/overview.ts';
import type { Live } from '../data/live.ts';

export const connectionsIn = (overview: Overview | undefined): readonly Connection[] =>
  (overview?.all ?? []).map(({ connection }) => connection);

/**
 * Chooses which connection a screen is about, if there are several: the one that the learner chose,
 * otherwise that of the page in front, otherwise the default.
 */
export function createSelectedSchool(
  overview: Live<Overview>,
  front: ReadonlySignal<string | null> = signal(null),
) {
  const picked = signal<string | null>(null);
  const all = computed(() => connectionsIn(overview.value.value));
  /** Null unless there are several connections. Null means the default, whichever that is. */
  const id = computed(() => {
    const now = overview.value.value;
    if (!now || all.value.length < 2) return null;
    if (all.value.some((one) => one.id === picked.value)) return picked.value;
    const here = front.value === null ? null : schoolOf(now, front.value);
    return (here ?? all.value[0])?.id ?? null;
  });
  return {
    all,
    id,
    choose: (chosen: string) => {
      picked.value = chosen;
    },
  };
}
export type SelectedSchoolModel = ReturnType<typeof createSelectedSchool>;

/** Returns the model of a connection. Creates it when it is first needed, and keeps it. */
export function useModelOf<T>(make: (id: string | null) => T, id: string | null): T {
  const made = useMemo(() => new Map<string | null, T>(), []);
  const model = made.get(id) ?? make(id);
  made.set(id, model);
  return model;
}
