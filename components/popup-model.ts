import { createInstruction } from './instruction-model.ts';
import { createMemory } from './memory-model.ts';
import { createNow } from './now-model.ts';
import { createSiteHere } from './site-here-model.ts';
import { liveOverview } from './stored.ts';

/** All that the popup shows and does. */
export function createPopup() {
  const overview = liveOverview();
  const now = createNow(overview);
  return {
    now,
    site: createSiteHere(now.look),
    instruction: createInstruction(),
    memory: createMemory(overview),
  };
}
