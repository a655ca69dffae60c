import { browser, type Runtime } from '../browser.ts';
import { withLimit } from '../shared/time-limit.ts';
import { firstRun } from '../store/items/first-steps.ts';

/**
 * Opens the options page with the first steps, once after an install. Browsers report an install at
 * each start of a build that is not from a store. Waypoint therefore stores first that the page was
 * opened: rather never than twice.
 */
export async function welcome(reason: Runtime.OnInstalledReason): Promise<void> {
  const before = await firstRun.read();
  if (before.opened) return;
  if (reason !== 'install') {
    // This learner had Waypoint before there were first steps.
    await firstRun.write({ ...before, opened: true });
    return;
  }
  await firstRun.write({ ...before, opened: true, wanted: true });
  // A school that installs Waypoint on all its computers does not want a tab on each. There the
  // steps wait in the options page. Safari cannot say who installed Waypoint.
  const self = await withLimit(() => browser.management.getSelf()).catch(() => null);
  if (self?.installType !== 'admin') await withLimit(() => browser.runtime.openOptionsPage());
}
