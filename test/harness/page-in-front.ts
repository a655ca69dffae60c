import { Window } from 'happy-dom';
import { vi } from 'vitest';
import type { Tabs } from 'webextension-polyfill';
import { browser } from '../../lib/browser.ts';

/* A fake of the page over which the learner opened the popup. As in a browser, a function that the worker
 * runs there is passed as text, so it sees only what stands in it. */

interface Page {
  /** The texts in its localStorage. */
  readonly items?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Fields of its tab, in addition to the address. */
  readonly tab?: object;
  /** Where the tab has moved to when the worker reads the page. */
  readonly movesTo?: string;
}

/** Replaces the browser's API for tabs and scripts. Call it after `openStudy`. */
export function openPageInFront() {
  let shown: (Page & { readonly url: string }) | null = null;
  /** Called each time before the worker reads the page. */
  const onLook = vi.fn<() => void>();
  const handedOver: unknown[] = [];

  vi.spyOn(browser.tabs, 'query').mockImplementation(async ({ active, lastFocusedWindow }) => {
    if (!active || !lastFocusedWindow || !shown) return [];
    const rest = { index: 0, highlighted: true, active: true, pinned: false, incognito: false };
    const tab: Tabs.Tab = { id: 7, url: shown.url, ...rest, ...shown.tab };
    return [tab];
  });
  vi.spyOn(browser.scripting, 'executeScript').mockImplementation(async (asked) => {
    onLook();
    if (!shown || asked.target.tabId !== 7) throw new Error('Cannot access contents of the page.');
    const source = String(Reflect.get(asked, 'func'));
    const window = new Window({ url: shown.movesTo ?? shown.url });
    for (const [name, text] of Object.entries(shown.items ?? {})) {
      window.localStorage.setItem(name, text);
    }
    window.document.body.innerHTML = shown.body ?? '';
    // oxlint-disable-next-line typescript/no-implied-eval -- this is how a browser does it
    const run = new Function('page', 'args', `with (page) return (${source})(...args)`);
    const result: unknown = structuredClone(run(window, asked.args ?? []));
    window.close();
    handedOver.push(result);
    return [{ frameId: 0, documentId: '', result }];
  });

  return {
    onLook,
    /** What the worker got from the page, one value for each time it read the page. */
    handedOver,
    show: (url: string, page: Page = {}) => void (shown = { url, ...page }),
  };
}
