import { Window } from 'happy-dom';
import { vi } from 'vitest';
import type { Tabs } from 'webextension-polyfill';
import { browser } from '../../lib/browser.ts';

/* The page over which the learner opened the popup, with what it keeps and shows. A function that the
 * worker runs there goes over as its text, as in a browser: only what stands in it is there. */

interface Page {
  /** Keeps these texts in its storage. */
  readonly items?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the browser says of its tab, beside the address. */
  readonly tab?: object;
  /** Where the tab has gone on to, by the time that the page is looked into. */
  readonly movesTo?: string;
}

/** Takes the place of the browser's API for these, after a study was opened. */
export function openPageInFront() {
  let shown: (Page & { readonly url: string }) | null = null;
  /** Called before each look into the page. */
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
    /** What came out of the page, look by look. */
    handedOver,
    show: (url: string, page: Page = {}) => void (shown = { url, ...page }),
  };
}
