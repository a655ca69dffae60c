import { computed, signal, type ReadonlySignal } from '@preact/signals';

export type Watch = (changed: () => void) => unknown;

/** A stored value as it is now. It is read at once, and again after each change. */
export interface Live<T> {
  /** Undefined until the first read. Throws the error of a failed read, which the panel shows. */
  readonly value: ReadonlySignal<T | undefined>;
  /** Reads again. Resolves when the shown value is at least as new as this call. */
  readonly refresh: () => Promise<void>;
}

export function live<T>(read: () => Promise<T>, watches: readonly Watch[]): Live<T> {
  const state = signal<{ data?: T; error?: unknown }>({});
  let started = 0;
  let shown = 0;

  async function refresh(): Promise<void> {
    started += 1;
    const turn = started;
    let next: { data?: T; error?: unknown };
    try {
      next = { data: await read() };
    } catch (error) {
      next = { error };
    }
    // A read that began earlier but ends later is older than the shown value.
    if (turn < shown) return;
    shown = turn;
    state.value = next;
  }

  for (const watch of watches) watch(() => void refresh());
  void refresh();
  const value = computed(() => {
    const { data, error } = state.value;
    if (error !== undefined) throw error;
    return data;
  });
  return { value, refresh };
}
