import { browser, type Scripting, type Tabs } from '../../browser.ts';
import { NoAnswer, PAGE_PATIENCE, withLimit } from '../../shared/time-limit.ts';
import type { TabMessage } from '../../messages/content-script.ts';

/*
 * The only way from the worker to tabs and their pages. Each call to the browser has a time
 * limit, after which it rejects with NoAnswer.
 */

/** A tab as the browser describes it. */
export interface Tab {
  readonly id: number;
  /** Null if the browser does not tell the address, because Waypoint has no access to the page. */
  readonly url: string | null;
  readonly incognito: boolean;
}

function tabOf(tab: Tabs.Tab): Tab[] {
  const { id, url = '', incognito } = tab;
  if (id === undefined) return [];
  return [{ id, url: url === '' ? null : url, incognito }];
}

/** Returns the open tabs; only those that match the patterns, if there are any patterns. */
export async function openTabs(url?: string[]): Promise<Tab[]> {
  const all = await withLimit(() => browser.tabs.query(url ? { url } : {}));
  return all.flatMap(tabOf);
}

/** Returns the active tab; null if the tab is private or the browser does not tell its address. */
export async function tabInFront(): Promise<{ readonly id: number; readonly url: string } | null> {
  const query = { active: true, lastFocusedWindow: true };
  const found = await withLimit(() => browser.tabs.query(query)).catch(() => []);
  const [tab] = found.flatMap(tabOf);
  return tab && tab.url !== null && !tab.incognito ? { id: tab.id, url: tab.url } : null;
}

/**
 * Returns a tab as it is now; null if the tab is gone, undefined if the browser does not say. A
 * failed call does not prove that the tab is gone; only a list of tabs without it does.
 */
export async function tabNow(id: number): Promise<Tab | null | undefined> {
  try {
    return tabOf(await withLimit(() => browser.tabs.get(id)))[0];
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    const all = await openTabs().catch(() => null);
    return all?.some((tab) => tab.id === id) === false ? null : undefined;
  }
}

/**
 * Sends a message to the content script in the top frame of a tab, and returns its reply. Rejects
 * if there is no content script.
 */
export async function sayTo(tabId: number, message: TabMessage): Promise<unknown> {
  return await withLimit(
    () => browser.tabs.sendMessage(tabId, message, { frameId: 0 }),
    PAGE_PATIENCE,
  );
}

/**
 * Runs a script in the top frame of a tab, and returns its result. Rejects if that is not allowed.
 */
export async function runIn(
  tabId: number,
  script: Omit<Scripting.ScriptInjection, 'target'>,
): Promise<unknown> {
  const injection = { ...script, target: { tabId } };
  const [frame] = await withLimit(() => browser.scripting.executeScript(injection), PAGE_PATIENCE);
  return frame?.result;
}
