import { browser, type Storage } from '../../browser.ts';
import { STORE_PATIENCE, withLimit } from '../../shared/time-limit.ts';

export type Area = 'local' | 'session';

/** Chrome before 130 tells the keys only together with all that stands under them. */
type BrowserArea = Storage.StorageArea & { readonly getKeys?: () => Promise<string[]> };

function areaOf(name: Area) {
  const limited = <T>(ask: (area: BrowserArea) => Promise<T>): Promise<T> =>
    withLimit(() => ask(browser.storage[name]), STORE_PATIENCE);
  return {
    /** The items under these keys; all items for null. */
    get: (keys: string | string[] | null) => limited((area) => area.get(keys)),
    set: (items: Record<string, unknown>) => limited((area) => area.set(items)),
    remove: (keys: string | string[]) => limited((area) => area.remove(keys)),
    clear: () => limited((area) => area.clear()),
    keys: () =>
      limited(async (area) => (await area.getKeys?.()) ?? Object.keys(await area.get(null))),
  };
}

/**
 * The one way to what is stored in this browser. Each call rejects with NoAnswer when the browser does not
 * answer in time: sooner or later everything waits for the store, and nothing may wait for ever.
 */
export const store = { local: areaOf('local'), session: areaOf('session') } as const;
