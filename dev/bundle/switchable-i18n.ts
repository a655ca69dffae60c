import type { Plugin } from 'vite';

/**
 * Replaces what @wxt-dev/i18n brings, in a build for tests only: a page has a function `speak`
 * that shows all of it in other texts. A scene can so be played by the English names of the
 * buttons, and be looked at in every language. The texts are a signal, so whatever shows one
 * renders again.
 */
export function switchableI18n(): Plugin {
  return {
    name: 'switchable-i18n',
    transform: {
      filter: { id: /@wxt-dev\/i18n\/dist\/index\.mjs$/ },
      handler: () => `
        import { signal } from '@preact/signals';
        const { i18n } = globalThis.browser ?? globalThis.chrome;
        const texts = signal(null);
        globalThis.speak = (all) => { texts.value = all; };
        const filled = (text, values = []) =>
          text.replaceAll(/\\$([1-9])/g, (_, n) => String(values[n - 1] ?? ''));
        export const createI18n = () => ({
          t(key, values) {
            const name = key.replaceAll('.', '_');
            const all = texts.value;
            return all
              ? filled(all[name] ?? '', values)
              : i18n.getMessage(name, values?.map(String));
          },
        });`,
    },
  };
}
