import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Connection } from '../../lib/store/items/connections.ts';
import { schoolOf, type Overview } from '../../lib/domain/overview.ts';
import type { Live } from '../data/live.ts';

export const connectionsIn = (overview: Overview | undefined): readonly Connection[] =>
  (overview?.all ?? []).map(({ connection }) => connection);

/**
 * Which connection a screen is about, where there are several: the one that was chosen, else that of the
 * page in front, else the default.
 */
export function createSchools(
  overview: Live<Overview>,
  front: ReadonlySignal<string | null> = signal(null),
) {
  const picked = signal<string | null>(null);
  const all = computed(() => connectionsIn(overview.value.value));
  /** Null while there are not several: then it is the default, whichever that is. */
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
export type SchoolsModel = ReturnType<typeof createSchools>;

/** A model for each connection, made when it is first looked at, and kept. */
export function useModelOf<T>(make: (id: string | null) => T, id: string | null): T {
  const made = useMemo(() => new Map<string | null, T>(), []);
  const model = made.get(id) ?? make(id);
  made.set(id, model);
  return model;
}
