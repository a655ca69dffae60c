import { vi } from 'vitest';
import { browser } from '../../lib/browser.ts';
import type { TabMessage } from '../../lib/messages/content-script.ts';
import { neverSettles, through, runningContext, type Device } from './fake-device.ts';

/**
 * Replaces the browser's API. A call goes to the device whose worker makes it, or to `first` if a test
 * makes it. Returns a function that restores the API.
 */
export function installBrowser(first: Device): () => void {
  const device = () => runningContext()?.generation.device ?? first;
  const undo: (() => void)[] = [];

  /** Replaces functions of the browser. A stop of the worker can hit each call. */
  function replace(name: string, target: object, methods: object): void {
    for (const [method, act] of Object.entries(methods) as [
      string,
      (...args: never[]) => unknown,
    ][]) {
      const old: unknown = Reflect.get(target, method);
      undo.push(() => void Reflect.set(target, method, old));
      Reflect.set(target, method, async (...args: never[]) => {
        const where = device();
        return await through(`${name}.${method}`, async () => act.apply(where, args));
      });
    }
  }

  for (const area of ['local', 'session'] as const) {
    replace(`storage.${area}`, browser.storage[area], areaOf(area));
  }
  replace('alarms', browser.alarms, {
    get(this: Device, name: string) {
      const alarm = this.alarms.get(name);
      return alarm && { name, scheduledTime: alarm.when };
    },
    create(this: Device, name: string, alarm: { when: number; periodInMinutes?: number }) {
      this.alarms.set(name, alarm);
    },
    clear(this: Device, name: string) {
      return this.alarms.delete(name);
    },
  });
  replace('tabs', browser.tabs, {
    query(this: Device, { active, url }: { active?: boolean; url?: string[] }) {
      const hosts = url?.map((pattern) => new URL(pattern.replace('*', '')).hostname);
      const all = [...this.tabs].map(([id, tab]) => ({ id, url: tab.url, incognito: false }));
      return all.filter(
        (tab) =>
          (active !== true || tab.id === this.front) &&
          (hosts?.includes(new URL(tab.url).hostname) ?? true),
      );
    },
    get(this: Device, id: number) {
      const tab = this.tabs.get(id);
      if (!tab) throw new Error(`No tab with id: ${id}.`);
      return { id, url: tab.url, incognito: false };
    },
    async sendMessage(this: Device, tabId: number, message: TabMessage) {
      if (this.frozen.has(tabId)) return await neverSettles();
      const tab = this.tabs.get(tabId);
      if (!tab) throw new Error('Could not establish connection.');
      return message.type === 'page/ask' ? tab.answer : null;
    },
  });
  const managed = browser.storage.managed.get.bind(browser.storage.managed);
  replace('runtime', browser.runtime, {
    getPlatformInfo: () => ({ os: 'linux', arch: 'x86-64' }),
    openOptionsPage: () => undefined,
  });
  replace('permissions', browser.permissions, {
    contains: () => true,
    remove: () => true,
    getAll: () => ({ origins: [] }),
  });
  replace('storage.managed', browser.storage.managed, {
    get: async () => await managed(),
  });
  // Only sites of the manifest are followed here, and none of them needs a registered script.
  replace('scripting', browser.scripting, {
    getRegisteredContentScripts: () => [],
    registerContentScripts: () => undefined,
    unregisterContentScripts: () => undefined,
    async executeScript(this: Device, { target }: { target: { tabId: number } }) {
      if (this.frozen.has(target.tabId)) return await neverSettles();
      return [{ frameId: 0, result: null }];
    },
  });
  replace('management', browser.management, { getSelf: () => ({ installType: 'normal' }) });
  replace('action', browser.action, {
    setBadgeText: () => undefined,
    setBadgeBackgroundColor: () => undefined,
    setTitle: () => undefined,
  });
  undo.push(separateKeys(() => device().name));
  const messages = vi.spyOn(browser.i18n, 'getMessage').mockImplementation((key) => key);
  undo.push(() => messages.mockRestore());
  return () => undo.toReversed().forEach((step) => step());
}

function areaOf(area: 'local' | 'session') {
  return {
    get(this: Device, keys?: string | readonly string[] | null): Record<string, unknown> {
      const stored = this.areas[area];
      const wanted = keys ?? [...stored.keys()];
      const all = typeof wanted === 'string' ? [wanted] : wanted;
      return Object.fromEntries(
        all.flatMap((key) => (stored.has(key) ? [[key, stored.get(key)]] : [])),
      );
    },
    set(this: Device, items: Record<string, unknown>): void {
      const copy = JSON.parse(JSON.stringify(items)) as Record<string, unknown>;
      for (const [key, value] of Object.entries(copy)) this.areas[area].set(key, value);
    },
    remove(this: Device, keys: string | readonly string[]): void {
      for (const key of typeof keys === 'string' ? [keys] : keys) this.areas[area].delete(key);
    },
    clear(this: Device): void {
      this.areas[area].clear();
    },
    setAccessLevel: () => undefined,
  };
}

/** Gives each device an IndexedDB of its own, by a prefix in the one IndexedDB of this process. */
function separateKeys(device: () => string): () => void {
  const proto = IDBObjectStore.prototype;
  const own = (key: unknown) => `${device()}/${String(key)}`;
  const spies = [
    onCall(proto, 'get', (old, key) => old(own(key))),
    onCall(proto, 'delete', (old, key) => old(own(key))),
    onCall(proto, 'put', (old, value, key) => old(value, own(key))),
    onCall(proto, 'getAllKeys', (old) => {
      const prefix = own('');
      const request = old() as IDBRequest<IDBValidKey[]>;
      const mine = () =>
        request.result
          .map(String)
          .flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
      return new Proxy(request, {
        get: (target, name) => (name === 'result' ? mine() : Reflect.get(target, name, target)),
        set: (target, name, value) => Reflect.set(target, name, value, target),
      });
    }),
  ];
  return () => spies.forEach((undo) => undo());
}

type Call = (...args: unknown[]) => unknown;

/** Wraps a method. Returns a function that restores the method. */
function onCall(target: object, name: string, around: (old: Call, ...args: unknown[]) => unknown) {
  const method = Reflect.get(target, name) as Call;
  Reflect.set(target, name, function wrapped(this: unknown, ...args: unknown[]) {
    return around((...given) => method.apply(this, given), ...args);
  });
  return () => void Reflect.set(target, name, method);
}
