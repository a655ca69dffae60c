import { computed, signal, type ReadonlySignal } from '@preact/signals';

export type Watch = (changed: () => void) => unknown;

/** What is stored, as it is now: read at once, and anew after each change. */
export interface Live<T> {
  /** Undefined until it was read once. Throws what a failed read threw, for the panel that shows it. */
  readonly value: ReadonlySignal<T | undefined>;
  /** Reads again; done when what is shown is at least as new as this call. */
  refresh(): Promise<void>;
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
    // A read that began earlier and ends later is older than what is shown.
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
