import { TIMES, wait } from './settings.ts';

/* Moves inside the app. The page is told after the address has changed, in the same task. */

let changed = (): void => undefined;
let last = 0;

/** Calls back whenever the address changes, from now on. */
export function onChange(listener: () => void): void {
  changed = listener;
  window.addEventListener('popstate', listener);
}

/** Goes to a page of the app once its data is there, unless the visitor goes elsewhere first. */
export async function push(href: string): Promise<void> {
  const mine = (last += 1);
  await wait(TIMES.data);
  if (mine !== last) return;
  if (href === location.pathname + location.search) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  changed();
}

export function replace(href: string): void {
  history.replaceState(null, '', href);
  changed();
}
