import { closeStorageToPages } from '../store/closed.ts';
import { settings } from '../store/settings.ts';
import { drawBadge } from './badge.ts';
import { startReaders } from './readers.ts';

/**
 * Makes what the browser holds equal to what is stored: at install, update, browser start and
 * permission changes, as browsers forget badge, alarms and open tabs at different ones of these.
 * The alarm is set by the worker's plan, which follows.
 */
export async function reconcile(event: 'installed' | 'other'): Promise<void> {
  await closeStorageToPages();
  if (event === 'installed' && !(await settings.read()).paused) await startReaders();
  await drawBadge();
}
