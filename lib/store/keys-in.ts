import { browser, type Storage } from '../browser.ts';

export type Area = 'local' | 'session';

/** The keys in an area. Chrome before 130 tells them only together with all that stands under them. */
export async function keysIn(area: Area): Promise<string[]> {
  const from: { getKeys?: () => Promise<string[]> } & Storage.StorageArea = browser.storage[area];
  return (await from.getKeys?.()) ?? Object.keys(await from.get(null));
}
