/**
 * The browser's extension API. All code uses it from here, except content scripts, which use the
 * native one.
 */
export { default as browser } from 'webextension-polyfill';
export type { Alarms, Runtime, Scripting, Storage, Tabs } from 'webextension-polyfill';
