import { closeStorageToPages } from '../store/closed.ts';
import { settings } from '../store/settings.ts';
import { drawBadge } from './badge.ts';
import { followWanted } from './choose-site.ts';
import { trimJournal } from './journal.ts';
import type { Ledger } from './ledger.ts';
import { registerReaders, sortReaders, startReaders } from './readers.ts';

/**
 * Makes what the browser holds equal to what is stored: at install, update, browser start and
 * permission and policy changes, as browsers forget badge, alarms, registered scripts and open tabs at different
 * ones of these. The alarm is set by the worker's plan, which follows.
 */
export async function reconcile(
  ledger: Ledger,
  event: 'installed' | 'started' | 'permissions' | 'policy',
): Promise<void> {
  await closeStorageToPages();
  await followWanted(ledger);
  await ledger.alone(registerReaders);
  const { paused } = await settings.read();
  if (event === 'permissions' || event === 'policy') await sortReaders(paused);
  else if (event === 'installed' && !paused) await startReaders();
  await trimJournal(ledger);
  await drawBadge();
}
