import { browser } from '../browser.ts';
import { withLimit } from '../shared/time-limit.ts';

/** The match pattern of an address; without its port, which Firefox takes and then never matches. */
export function patternOf(base: string): string {
  const { protocol, hostname } = new URL(base);
  return `${protocol}//${hostname}/*`;
}

/** Whether access to a site is always access to all the ports of its host: see sitePattern. */
export const ALL_PORTS = import.meta.env.BROWSER === 'firefox';

/**
 * The match pattern of a site. Chromium keeps to a port. Firefox grants a pattern with one and then
 * never matches it: there the host is asked for as a whole, and the origin is compared at run time.
 */
export function sitePattern(origin: string, allPorts = ALL_PORTS): string {
  return allPorts ? patternOf(origin) : `${origin}/*`;
}

/** Whether the browser gives access; null when it does not say. */
async function has(pattern: string): Promise<boolean | null> {
  return await withLimit(() => browser.permissions.contains({ origins: [pattern] })).catch(
    () => null,
  );
}

/** False when requests to this address are not allowed. A browser that does not say allows them. */
export async function mayReach(base: string): Promise<boolean> {
  return (await has(patternOf(base))) !== false;
}

/** False when the pages of a site may not be read. A browser that does not say lets them be read. */
export async function mayRead(origin: string): Promise<boolean> {
  return (await has(sitePattern(origin))) !== false;
}

/** True when the browser says that the pages of a site may be read. */
export async function isReadable(origin: string): Promise<boolean> {
  return (await has(sitePattern(origin))) === true;
}

/** Gives access back. What a policy or the manifest gave stays. */
export async function giveUpAccess(pattern: string): Promise<void> {
  await withLimit(() => browser.permissions.remove({ origins: [pattern] })).catch(() => undefined);
}

/** The match patterns that the browser gives access to; none when it does not say. */
export async function accessGiven(): Promise<readonly string[]> {
  const all = await withLimit(() => browser.permissions.getAll()).catch(() => null);
  return all?.origins ?? [];
}

/**
 * Asks the learner to allow requests to an address. Has to be the first thing a click does: after
 * any wait the browser refuses.
 */
export function askToReach(base: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(base)] });
}

/** Asks the learner to allow reading sites. Has to be the first thing a click does, as above. */
export function askToRead(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: origins.map((origin) => sitePattern(origin)) });
}

/** Calls back when the browser gave or took access; returns the end of it. */
export function watchAccess(changed: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  const listener = () => changed();
  for (const event of [onAdded, onRemoved]) event.addListener(listener);
  return () => [onAdded, onRemoved].forEach((event) => event.removeListener(listener));
}
