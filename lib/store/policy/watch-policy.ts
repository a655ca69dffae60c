import { browser } from '../../browser.ts';

/**
 * Calls back when an organization has set something otherwise; returns the end of it. By the area's own
 * event, as the worker would be woken by every change of what it stores itself. A browser without the
 * event (and Firefox, which looks only when it starts) has the new settings from its next start on.
 */
export function watchPolicy(changed: () => void): () => void {
  const { managed } = browser.storage;
  if (!('onChanged' in managed)) return () => undefined;
  const event = managed.onChanged;
  const listener = () => changed();
  event.addListener(listener);
  return () => event.removeListener(listener);
}
