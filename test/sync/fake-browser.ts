import { vi } from 'vitest';
import { browser } from '../../lib/browser.ts';
import { through, whoRuns, type Device } from './device.ts';

/**
 * The browser's API, led to the device whose worker calls it; to `first` when a test does. Gives a
 * function that puts back what was there.
 */
export function installBrowser(first: Device): () => void {
  const device = () => whoRuns()?.generation.device ?? first;
  const undo: (() => void)[] = [];

  /** Puts functions in the place of the browser's own, each as one call that a stop can hit. */
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
    query(this: Device, { active }: { active?: boolean }) {
      const front = active === true && this.front !== null ? this.tabs.get(this.front) : undefined;
      return front ? [{ id: this.front, url: front.url }] : [];
    },
    sendMessage(this: Device, tabId: number) {
      const tab = this.tabs.get(tabId);
      if (!tab) throw new Error('Could not establish connection.');
      return tab.answer;
    },
  });
  replace('runtime', browser.runtime, {
    getPlatformInfo: () => ({ os: 'linux', arch: 'x86-64' }),
  });
  replace('permissions', browser.permissions, { contains: () => true });
  replace('action', browser.action, {
    setBadgeText: () => undefined,
    setBadgeBackgroundColor: () => undefined,
    setTitle: () => undefined,
  });
  undo.push(separateKeys(() => device().name));
  const words = vi.spyOn(browser.i18n, 'getMessage').mockImplementation((key) => key);
  undo.push(() => words.mockRestore());
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

/** Each device has an IndexedDB of its own: in the one of this process, a prefix tells them apart. */
function separateKeys(device: () => string): () => void {
  const { get, put, delete: remove, getAllKeys } = IDBObjectStore.prototype;
  const own = (key: unknown) => `${device()}/${String(key)}`;
  Object.assign(IDBObjectStore.prototype, {
    get(this: IDBObjectStore, key: IDBValidKey) {
      return get.call(this, own(key));
    },
    put(this: IDBObjectStore, value: unknown, key: IDBValidKey) {
      return put.call(this, value, own(key));
    },
    delete(this: IDBObjectStore, key: IDBValidKey) {
      return remove.call(this, own(key));
    },
    getAllKeys(this: IDBObjectStore) {
      const prefix = own('');
      const request = getAllKeys.call(this);
      const mine = () =>
        all(request).flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
      return new Proxy(request, {
        get: (target, name) => (name === 'result' ? mine() : Reflect.get(target, name, target)),
        set: (target, name, value) => Reflect.set(target, name, value, target),
      });
    },
  });
  return () => Object.assign(IDBObjectStore.prototype, { get, put, delete: remove, getAllKeys });
}

const all = ({ result }: IDBRequest<IDBValidKey[]>) => result.map(String);
