import { browser } from '../browser.ts';

/** The match pattern of an address; without its port, which Firefox takes and then never matches. */
function patternOf(base: string): string {
  const { protocol, hostname } = new URL(base);
  return `${protocol}//${hostname}/*`;
}

/** True when requests to this address are allowed. */
export async function mayReach(base: string): Promise<boolean> {
  return await browser.permissions.contains({ origins: [patternOf(base)] });
}

/**
 * Asks the learner to allow requests to an address. Has to be the first thing a click does: after
 * any wait the browser refuses.
 */
export function askToReach(base: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(base)] });
}
