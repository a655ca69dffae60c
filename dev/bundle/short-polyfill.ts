import type { Plugin } from 'vite';

/** The polyfill's table of functions that answer through a callback in Manifest V2. */
const TABLE = /(const apiMetadata = )\{\n.*?\n {6}\};/s;
/** What suits it to loaders of other kinds. */
const WRAPPER = /^\(function \(global, factory\) \{.*?, function \(module\) \{(.*)\}\);\s*$/s;

/**
 * Takes out of webextension-polyfill what Manifest V3 has no use for: there those functions give
 * promises themselves. That was a twentieth of all that the popup loads. What it does for messages
 * stays. It refuses to work with an empty table, so one entry is left.
 */
export function shortPolyfill(): Plugin {
  return {
    name: 'short-polyfill',
    transform: {
      filter: { id: /webextension-polyfill\/dist\/browser-polyfill\.js$/ },
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
