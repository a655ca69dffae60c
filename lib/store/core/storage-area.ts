import { browser, type Storage } from '../../browser.ts';
import { STORE_PATIENCE, withLimit } from '../../shared/time-limit.ts';

export type Area = 'local' | 'session';

/** Chrome before 130 has no `getKeys`: it gives the keys only together with their values. */
type BrowserArea = Storage.StorageArea & { readonly getKeys?: () => Promise<string[]> };

function areaOf(name: Area) {
  const limited = <T>(ask: (area: BrowserArea) => Promise<T>): Promise<T> =>
    withLimit(() => ask(browser.storage[name]), STORE_PATIENCE);
  return {
    /** Returns the items under these keys; all items for null. */
    get: (keys: string | string[] | null) => limited((area) => area.get(keys)),
    set: (items: Record<string, unknown>) => limited((area) => area.set(items)),
    remove: (keys: string | string[]) => limited((area) => area.remove(keys)),
    clear: () => limited((area) => area.clear()),
    keys: () =>
      limited(async (area) => (await area.getKeys?.()) ?? Object.keys(await area.get(null))),
  };
}

/**
 * Reads and writes what is stored in this browser. All code goes through this object. Each call
 * rejects with NoAnswer if the browser does not answer in time: everything waits for the store
 * sooner or later, and nothing may wait for ever.
 */
export const store = { local: areaOf('local'), session: areaOf('session') } as const;
