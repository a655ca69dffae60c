import { browser } from '../../browser.ts';

/**
 * Calls back when an organization changes its policy; returns a function that stops it. Listens to
 * the event of the managed area, because `storage.onChanged` would wake the worker for each change
 * that the worker itself stores. A browser without that event, and Firefox, which reads the policy
 * only when it starts, gives new settings from its next start. Safari may have no managed area.
 */
export function watchPolicy(changed: () => void): () => void {
  const { managed }: Partial<typeof browser.storage> = browser.storage;
  if (!managed || !('onChanged' in managed)) return () => undefined;
  const event = managed.onChanged;
  const listener = () => changed();
  event.addListener(listener);
  return () => event.removeListener(listener);
}
