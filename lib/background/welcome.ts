import { browser, type Runtime } from '../browser.ts';
import { withLimit } from '../shared/time-limit.ts';
import { firstRun } from '../store/items/first-steps.ts';

/**
 * Opens the options page with the first steps: once, after an install. Browsers call it an install
 * again at each start where the build is not from a store, so that it is stored first: rather not at
 * all than twice.
 */
export async function welcome(reason: Runtime.OnInstalledReason): Promise<void> {
  const before = await firstRun.read();
  if (before.opened) return;
  if (reason !== 'install') {
    // Somebody who knows Waypoint from before there were first steps.
    await firstRun.write({ ...before, opened: true });
    return;
  }
  await firstRun.write({ ...before, opened: true, area: 'until-done' });
  // A school that installs it on all its computers does not want a tab on each: the steps wait there.
  const { installType } = await withLimit(() => browser.management.getSelf());
  if (installType !== 'admin') await withLimit(() => browser.runtime.openOptionsPage());
}
