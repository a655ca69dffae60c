import { browser, type Scripting, type Tabs } from '../../browser.ts';
import { NoAnswer, PAGE_PATIENCE, withLimit } from '../../shared/time-limit.ts';
import type { TabMessage } from '../../messages/content-script.ts';

/* The one way from the worker to tabs and their pages. Each call has a limit, and rejects with NoAnswer. */

/** A tab as the browser tells of it. */
export interface Tab {
  readonly id: number;
  /** Null where the browser does not tell it: without access to its page. */
  readonly url: string | null;
  readonly incognito: boolean;
}

function tabOf(tab: Tabs.Tab): Tab[] {
  const { id, url = '', incognito } = tab;
  if (id === undefined) return [];
  return [{ id, url: url === '' ? null : url, incognito }];
}

/** Open tabs; those of some match patterns alone, where given. */
export async function openTabs(url?: string[]): Promise<Tab[]> {
  const all = await withLimit(() => browser.tabs.query(url ? { url } : {}));
  return all.flatMap(tabOf);
}

/** The tab in front of the learner; null when it is private or the browser does not tell its address. */
export async function tabInFront(): Promise<{ readonly id: number; readonly url: string } | null> {
  const query = { active: true, lastFocusedWindow: true };
  const found = await withLimit(() => browser.tabs.query(query)).catch(() => []);
  const [tab] = found.flatMap(tabOf);
  return tab && tab.url !== null && !tab.incognito ? { id: tab.id, url: tab.url } : null;
}

/**
 * A tab as it is now; null when it is gone, undefined when the browser does not say. That a call fails
 * does not prove that the tab is gone: that no list has it does.
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

/** Says something to the reader in the top frame of a tab. Rejects when none is there. */
export async function sayTo(tabId: number, message: TabMessage): Promise<unknown> {
  return await withLimit(
    () => browser.tabs.sendMessage(tabId, message, { frameId: 0 }),
    PAGE_PATIENCE,
  );
}

/** Runs something in the top frame of a tab, and gives what came of it. Rejects where that is not allowed. */
export async function runIn(
  tabId: number,
  script: Omit<Scripting.ScriptInjection, 'target'>,
): Promise<unknown> {
  const injection = { ...script, target: { tabId } };
  const [frame] = await withLimit(() => browser.scripting.executeScript(injection), PAGE_PATIENCE);
  return frame?.result;
}
