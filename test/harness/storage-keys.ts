import { fakeBrowser } from 'wxt/testing/fake-browser';

/* The fake browser has no `getKeys` yet. */

for (const area of [fakeBrowser.storage.local, fakeBrowser.storage.session]) {
  Reflect.set(area, 'getKeys', async () => Object.keys(await area.get(null)));
}

/* Nor does it have events for permissions, which nobody gives or takes there. */
for (const event of [fakeBrowser.permissions.onAdded, fakeBrowser.permissions.onRemoved]) {
  for (const method of ['addListener', 'removeListener']) {
    Reflect.set(event, method, () => undefined);
  }
}
