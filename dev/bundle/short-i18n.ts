import type { Plugin } from 'vite';

/**
 * Replaces what @wxt-dev/i18n brings into each part of the extension. Its types stay. Waypoint's
 * plural forms are those of the language (`components/ui/words/plural.ts`), so what the package
 * does for its own plural forms, and for values by name, would only make the popup larger.
 */
export function shortI18n(): Plugin {
  return {
    name: 'short-i18n',
    transform: {
      filter: { id: /@wxt-dev\/i18n\/dist\/index\.mjs$/ },
      handler: () => `
        const { i18n } = globalThis.browser ?? globalThis.chrome;
        export const createI18n = () => ({
          t: (key, values) => i18n.getMessage(key.replaceAll('.', '_'), values?.map(String)),
        });`,
    },
  };
}
