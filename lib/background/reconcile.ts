import { withLimit } from '../shared/time-limit.ts';
import { closeStorageToPages } from '../store/core/access-level.ts';
import { drawBadge } from './badge.ts';
import { followRequestedSite } from './following/follow-site.ts';
import { tellEngineer } from '../shared/tell-engineer.ts';
import { trimJournal } from './state/journal.ts';
import type { StateWriter } from './state/state-writer.ts';
import { registerReaders, sortReaders, startReaders } from './tabs/content-scripts.ts';

/** How long (ms) the next step waits for a step. A slower step goes on alongside it. */
const PATIENCE = 10_000;

/**
 * Makes what the browser holds equal to what is stored: at install, update and browser start, and
 * after permission and policy changes. Browsers drop the badge, alarms, registered scripts and open
 * tabs at different ones of these events. Each step stands alone, and a slow or failed step does
 * not stop the next. The worker's guard sets the alarm before this runs.
 */
export async function reconcile(
  writer: StateWriter,
  event: 'installed' | 'started' | 'permissions' | 'policy',
): Promise<void> {
  const pages = {
    installed: startReaders,
    started: null,
    permissions: sortReaders,
    policy: sortReaders,
  };
  const toPages = pages[event];
  const steps = [
    closeStorageToPages,
    () => followRequestedSite(writer),
    () => writer.pages(registerReaders),
    ...(toPages ? [() => writer.pages(toPages)] : []),
    () => trimJournal(writer),
    drawBadge,
  ];
  for (const step of steps) await withLimit(step, PATIENCE).catch(tellEngineer);
}
