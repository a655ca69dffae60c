import { signal } from '@preact/signals';
import { version } from '../data/browser.ts';
import { everything } from '../../lib/store/export-everything.ts';
import { fileName, saveFile } from '../ui/save-file.ts';
import { sizeOf } from './chat-export-text.ts';

export function createExportEverything() {
  /** `size`: the size of the last file. */
  const state = signal<'idle' | 'making' | 'failed' | { readonly size: string }>('idle');
  return {
    state,
    async save(): Promise<void> {
      if (state.value === 'making') return;
      state.value = 'making';
      try {
        const file = await everything(version());
        saveFile(fileName('everything', 'json'), file, file.type);
        state.value = { size: sizeOf(file.size) };
      } catch {
        state.value = 'failed';
      }
    },
  };
}
