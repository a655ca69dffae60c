import type { Plugin } from 'vite';

/** The polyfill's table of functions that answer through a callback in Manifest V2. */
const TABLE = /(const apiMetadata = )\{\n.*?\n {6}\};/s;
/** What suits it to loaders of other kinds. */
const WRAPPER = /^\(function \(global, factory\) \{.*?, function \(module\) \{(.*)\}\);\s*$/s;

const FILTER = { id: /webextension-polyfill\/dist\/browser-polyfill\.js$/ };

/**
 * In the popup and the options page nothing is left of webextension-polyfill: every function that they
 * call gives a promise itself, in Chromium since before the first version that Waypoint runs in, and
 * they listen to no messages. That was a thirtieth of all that the popup loads.
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
 * Takes out of webextension-polyfill what Manifest V3 has no use for: there those functions give
 * promises themselves. What it does for messages stays, as the worker answers them with promises. It refuses to work with an empty table, so one entry is left.
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
