import { createDeletes } from './deletes-model.ts';
import { createInstruction } from './instruction-model.ts';
import { createMemory } from './memory-model.ts';
import { createNow } from './now-model.ts';
import { liveOverview } from './stored.ts';

/** All that the popup shows and does. */
export function createPopup() {
  const overview = liveOverview();
  const deletes = createDeletes(overview);
  return {
    deletes,
    now: createNow(overview),
    instruction: createInstruction(),
    memory: createMemory(overview, deletes),
  };
}
