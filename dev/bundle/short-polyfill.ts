import type { Plugin } from 'vite';

/** Matches the polyfill's table of functions that answer through a callback in Manifest V2. */
const TABLE = /(const apiMetadata = )\{\n.*?\n {6}\};/s;
/** Matches the wrapper that adapts the polyfill to other kinds of module loaders. */
const WRAPPER = /^\(function \(global, factory\) \{.*?, function \(module\) \{(.*)\}\);\s*$/s;

const FILTER = { id: /webextension-polyfill\/dist\/browser-polyfill\.js$/ };

/**
 * Replaces webextension-polyfill in the popup and the options page. Every function that they call
 * returns a promise itself, in Chromium since before the first version that Waypoint supports, and
 * they listen to no messages. The polyfill was a thirtieth of what the popup loads.
 */
export function noPolyfill(): Plugin {
  return {
    name: 'no-polyfill',
    transform: {
      filter: FILTER,
      handler: () => 'export default globalThis.browser ?? globalThis.chrome;',
    },
  };
}

/**
 * Removes from webextension-polyfill what Manifest V3 does not need, because there those functions
 * return promises themselves. Keeps what it does for messages, which the worker answers with
 * promises. The polyfill refuses an empty table, so one entry stays.
 */
export function shortPolyfill(): Plugin {
  return {
    name: 'short-polyfill',
    transform: {
      filter: FILTER,
      handler(code) {
        const inner = WRAPPER.exec(code.replace(/\/\/# sourceMappingURL=.*/, ''))?.[1];
        if (inner === undefined || !TABLE.test(inner)) {
          this.error('webextension-polyfill is not built as it was.');
        }
        const short = inner.replace(TABLE, '$1{ alarms: {} };');
        return `const module = { exports: {} };\n${short}\nexport default module.exports;`;
      },
    },
  };
}
