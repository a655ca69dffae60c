/** The one doorway to the browser's extension API. Content scripts use the native one instead. */
export { default as browser } from 'webextension-polyfill';
export type { Alarms, Runtime, Scripting, Storage, Tabs } from 'webextension-polyfill';
