import { vi } from 'vitest';
import type { Scripting } from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../lib/browser.ts';
import { SITE_HOSTS } from '../../lib/edx/sites/hosts.ts';
import type { PageAnswer, TabMessage } from '../../lib/messages/content-script.ts';
import { API_HOSTS } from '../../lib/ibl/account/hosts.ts';
import { through } from './fake-device.ts';

/* A fake of what the browser lets the extension read: permissions, registered scripts and open tabs. */

interface Tab {
  readonly url: string;
  /** The messages that its content script got, in order, beginning with `started`. Null: it has no content script. */
  told: string[] | null;
}

const covers = (pattern: string, url: string): boolean =>
  url.startsWith(pattern.replace(/\*$/, '')) || `${url}/`.startsWith(pattern.replace(/\*$/, ''));

type Fn<T> = Extract<T, (...args: never[]) => unknown>;

/** Replaces a function of the browser. A stop or a failure can hit each call. */
function replaceCall<T extends object, K extends keyof T & string>(
  part: string,
  target: T,
  method: K,
  act: (...args: Parameters<Fn<T[K]>>) => Promise<unknown>,
): void {
  const calls = vi.spyOn(target as Record<string, (...args: unknown[]) => unknown>, method);
  calls.mockImplementation((...args) =>
    through(`${part}.${method}`, async () => Reflect.apply(act, undefined, args)),
  );
}

/** Replaces the browser's API for permissions, scripts and tabs. Call it after `openStudy`. */
export function openAccess() {
  const granted = new Set([...SITE_HOSTS, ...API_HOSTS].map((host) => `https://${host}/*`));
  const registered = new Map<string, Scripting.RegisteredContentScript>();
  const tabs = new Map<number, Tab>();
  let front: number | null = null;
  /** Tabs in which the browser or an organization lets no script run. */
  const keptOut = new Set<number>();
  const answers = new Map<number, PageAnswer>();

  const bare = (url: string) => url.replace(/^(\w+:\/\/[^/:]+):\d+/, '$1');
  const may = (url: string) =>
    [...granted].some((pattern) => covers(pattern, url) || covers(pattern, bare(url)));

  function shown(id: number, url: string) {
    const active = id === front;
    const tab = { id, index: 0, highlighted: false, active, pinned: false, incognito: false };
    return active || may(url) ? { ...tab, url } : tab;
  }

  vi.spyOn(fakeBrowser.storage.local, 'setAccessLevel').mockResolvedValue();
  replaceCall('permissions', browser.permissions, 'contains', async ({ origins = [] }) =>
    origins.every((pattern) => granted.has(pattern) || granted.has(bare(pattern))),
  );
  replaceCall('permissions', browser.permissions, 'remove', async ({ origins = [] }) => {
    for (const pattern of origins) granted.delete(pattern);
    return true;
  });
  replaceCall('tabs', browser.tabs, 'query', async ({ url, active }) => {
    const wanted = url === undefined ? null : [url].flat();
    const fits = ([id, tab]: [number, Tab]) =>
      (!active || id === front) &&
      (!wanted || wanted.some((one) => may(tab.url) && covers(one, bare(tab.url))));
    return [...tabs].filter(fits).map(([id, tab]) => shown(id, tab.url));
  });
  replaceCall('tabs', browser.tabs, 'get', async (id) => {
    const tab = tabs.get(id);
    if (!tab) throw new Error(`Invalid tab ID: ${id}`);
    return shown(id, tab.url);
  });
  replaceCall('tabs', browser.tabs, 'sendMessage', async (id, message) => {
    const told = tabs.get(id)?.told;
    if (!told) throw new Error('Could not establish connection.');
    const { type } = message as TabMessage;
    const at = tabs.get(id)?.url ?? '';
    const said = answers.get(id);
    if (type === 'page/ask' && said) return said;
    if (type === 'page/ask') return told.at(-1) === 'page/rest' ? null : { at, report: null };
    told.push(type);
    return null;
  });
  replaceCall('scripting', browser.scripting, 'executeScript', async ({ target, files }) => {
    const tab = tabs.get(target.tabId);
    if (!tab || keptOut.has(target.tabId) || (files && !may(tab.url))) {
      throw new Error('Cannot access contents of the page.');
    }
    if (files) tab.told = ['started'];
    return [{ frameId: 0, documentId: '', result: [new URL(tab.url).origin, false, true] }];
  });
  replaceCall('scripting', browser.scripting, 'getRegisteredContentScripts', async () => {
    const all = [...registered.values()];
    // The answer may be out of date when it arrives.
    await new Promise((done) => setImmediate(done));
    return all;
  });
  replaceCall('scripting', browser.scripting, 'registerContentScripts', async (scripts) => {
    for (const script of scripts) {
      if (registered.has(script.id)) throw new Error(`Duplicate script ID '${script.id}'`);
      registered.set(script.id, script);
    }
  });
  replaceCall('scripting', browser.scripting, 'unregisterContentScripts', async (filter) => {
    for (const id of filter?.ids ?? []) registered.delete(id);
  });

  return {
    granted,
    registered,
    matches: () => [...registered.values()].flatMap(({ matches = [] }) => matches),
    open(id: number, url: string, reader = true): void {
      tabs.set(id, { url, told: reader ? [] : null });
    },
    keptOut,
    /** Sets what a page answers when it is asked. */
    says: (id: number, answer: PageAnswer) => void answers.set(id, answer),
    bringToFront: (id: number) => void (front = id),
    told: (id: number) => tabs.get(id)?.told,
  };
}
