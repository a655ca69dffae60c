import { signal } from '@preact/signals';
import { version } from '../lib/send.ts';
import { everything } from '../lib/store/everything.ts';
import { sizeOf } from './words-export.ts';

export function createAllData() {
  /** `size`: of the file that was made last. */
  const state = signal<'idle' | 'making' | 'failed' | { readonly size: string }>('idle');
  return {
    state,
    async save(): Promise<void> {
      if (state.value === 'making') return;
      state.value = 'making';
      try {
        const file = new Blob([await everything(version())], { type: 'application/json' });
        hand(file, `waypoint-${new Date().toISOString().slice(0, 10)}.json`);
        state.value = { size: sizeOf(file.size) };
      } catch {
        state.value = 'failed';
      }
    },
  };
}

/** Gives a file to the browser to save, as a press on a link to it does: that needs no permission. */
function hand(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
