import { browser } from '../browser.ts';
import { withLimit } from '../shared/time-limit.ts';

/**
 * Returns the match pattern of an address without its port, which Firefox accepts and then never
 * matches.
 */
export function patternOf(base: string): string {
  const { protocol, hostname } = new URL(base);
  return `${protocol}//${hostname}/*`;
}

/** Whether access to a site is always access to all the ports of its host: see `sitePattern`. */
export const ALL_PORTS = import.meta.env.BROWSER === 'firefox';

/**
 * Returns the match pattern of a site. Chromium respects a port. Firefox grants a pattern with a
 * port and then never matches it, so there Waypoint asks for the whole host, and compares the
 * origin at run time.
 */
export function sitePattern(origin: string, allPorts = ALL_PORTS): string {
  return allPorts ? patternOf(origin) : `${origin}/*`;
}

/** Whether the browser gives access; null if it does not say. */
async function has(pattern: string): Promise<boolean | null> {
  return await withLimit(() => browser.permissions.contains({ origins: [pattern] })).catch(
    () => null,
  );
}

/** Whether requests to this address are allowed. True if the browser does not say. */
export async function mayReach(base: string): Promise<boolean> {
  return (await has(patternOf(base))) !== false;
}

/** Whether the pages of a site may be read. True if the browser does not say. */
export async function mayRead(origin: string): Promise<boolean> {
  return (await has(sitePattern(origin))) !== false;
}

/** Whether the pages of a site may be read. False if the browser does not say. */
export async function isReadable(origin: string): Promise<boolean> {
  return (await has(sitePattern(origin))) === true;
}

/** Gives up access. Access that a policy or the manifest gave stays. */
export async function giveUpAccess(pattern: string): Promise<void> {
  await withLimit(() => browser.permissions.remove({ origins: [pattern] })).catch(() => undefined);
}

/**
 * Returns the match patterns that the browser gives access to; empty if the browser does not say.
 */
export async function accessGiven(): Promise<readonly string[]> {
  const all = await withLimit(() => browser.permissions.getAll()).catch(() => null);
  return all?.origins ?? [];
}

/**
 * Asks the learner to allow requests to an address. Must be the first thing that a click does:
 * after any wait the browser refuses.
 */
export function askToReach(base: string): Promise<boolean> {
  return browser.permissions.request({ origins: [patternOf(base)] });
}

/** Asks the learner to allow reading sites. Must be the first thing that a click does, as above. */
export function askToRead(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: origins.map((origin) => sitePattern(origin)) });
}

/** Calls `changed` when the browser gave or took access. Returns a function that ends this. */
export function watchAccess(changed: () => void): () => void {
  const { onAdded, onRemoved } = browser.permissions;
  const listener = () => changed();
  for (const event of [onAdded, onRemoved]) event.addListener(listener);
  return () => [onAdded, onRemoved].forEach((event) => event.removeListener(listener));
}
