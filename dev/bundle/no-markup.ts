import type { Plugin } from 'vite';

/** Matches the only place where Preact writes markup: for `dangerouslySetInnerHTML`. */
const WRITES = /(\w+)\.innerHTML=(\w+\.__html)/g;

/**
 * Takes from Preact the way to write markup, which Waypoint never uses: what a page asks to show as
 * markup is shown as text. Mozilla's linter warns of each place that writes `innerHTML`.
 */
export function noMarkup(): Plugin {
  return {
    name: 'no-markup',
    transform: {
      filter: { id: /node_modules\/preact\/dist\/preact\.mjs$/ },
      handler(code) {
        if (code.match(WRITES)?.length !== 1) this.error('Preact writes markup in another way.');
        return { code: code.replace(WRITES, '$1.textContent=$2'), map: null };
      },
    },
  };
}
