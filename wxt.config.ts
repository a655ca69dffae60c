import { defineConfig } from 'wxt';
import { noPolyfill, shortPolyfill } from './dev/bundle/short-polyfill.ts';
import { shortI18n } from './dev/bundle/short-i18n.ts';
import { switchableI18n } from './dev/bundle/switchable-i18n.ts';
import { licencesPlugin } from './dev/bundle/licences-plugin.ts';
import { noMarkup } from './dev/bundle/no-markup.ts';
import { API_HOSTS } from './lib/ibl/account/hosts.ts';
import { SITE_HOSTS } from './lib/edx/sites/hosts.ts';
import { TRUSTED } from './lib/chat-table/trusted.ts';

const hosts = [...SITE_HOSTS, ...API_HOSTS].map((host) => `https://${host}/*`);

/** Where pages and the worker may connect: any API server over TLS, and a developer's machine. */
const connect = 'https: http://localhost:* http://127.0.0.1:*';

/** What the manifest says to one kind of browser alone. */
const VERSIONS = {
  firefox: {
    browser_specific_settings: {
      gecko: {
        id: '{5f0c9c5e-7d1b-4c1e-9a3f-2b8f7c1d4e60}',
        strict_min_version: '147.0',
        data_collection_permissions: {
          required: ['authenticationInfo', 'browsingActivity', 'websiteContent'],
        },
      },
    },
  },
  safari: { browser_specific_settings: { safari: { strict_min_version: '26.2' } } },
  chrome: {
    minimum_chrome_version: '123',
    // The values that an administrator can set. Firefox needs no schema for them, and refuses the
    // key.
    storage: { managed_schema: 'managed-schema.json' },
  },
} as const;

export default defineConfig({
  manifestVersion: 3,
  // Names are imported where they are used, without hidden globals.
  imports: false,
  modules: ['@wxt-dev/i18n/module'],
  i18n: { localesDir: 'components/locales' },
  zip: {
    // Stores files as they are: what compression makes of them differs between versions of Node and
    // between processors. Mozilla compresses a package again when it signs it.
    compressionLevel: 0,
    // Everything that BUILD.md and `npm start` need.
    includeSources: [
      '{BUILD,CHANGELOG}.md',
      'LICENSE',
      '{package,package-lock,tsconfig}.json',
      'wxt.config.ts',
      '{components,dev,entrypoints,lib,public}/**',
      'docs/**/*.md',
    ],
    excludeSources: ['**/*.log'],
  },
  hooks: {
    // Builds each page separately, so that the popup does not contain what only the options page
    // needs of a package.
    'entrypoints:grouped': (_, groups) => {
      const single = groups.flatMap((group) =>
        Array.isArray(group) ? group.map((page) => [page]) : [group],
      );
      groups.splice(0, groups.length, ...single);
    },
    'vite:build:extendConfig': (entrypoints, config) => {
      const isPage = entrypoints.every(({ type }) => type === 'popup' || type === 'options');
      config.plugins = [config.plugins, isPage ? noPolyfill() : shortPolyfill()];
    },
  },
  vite: ({ mode }) => ({
    plugins: [
      licencesPlugin(),
      noMarkup(),
      // Tests look at every screen in every language: see dev/languages.
      mode === 'languages' ? switchableI18n() : shortI18n(),
    ],
    build: {
      cssCodeSplit: false,
      // A profile names functions: see dev/bench/profile.ts.
      ...(mode === 'readable' && { minify: false }),
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, needs, { hostType }) => (hostType === 'html' ? needs : []),
      },
      // Does not inline constants, because a text that is used twice would be written twice. The
      // public suffix list alone has 70 kB.
      rolldownOptions: { optimization: { inlineConst: false } },
    },
    resolve: {
      alias: {
        '\0vite/preload-helper.js': `${import.meta.dirname}/components/ui/vite-preload-stub.ts`,
        // The page reader can end itself. WXT's context would add an event that the page can see
        // and forge.
        'wxt/utils/content-script-context': `${import.meta.dirname}/lib/edx/wxt-context-stub.ts`,
      },
    },
  }),
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'activeTab'],
    host_permissions: hosts,
    // Every origin that lib/edx/sites/site-origin.ts and lib/ibl/account/server-address.ts accept.
    optional_host_permissions: ['https://*/*', 'http://*.localhost/*', 'http://127.0.0.1/*'],
    // Safari knows no such key, and leaves private windows to a setting of its own.
    ...(browser !== 'safari' && { incognito: 'not_allowed' }),
    // A proposal, which the learner can change. Chromium leaves out Alt+Shift+W without a word.
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+Y' } } },
    content_security_policy: {
      extension_pages: `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src ${connect}; require-trusted-types-for 'script'; trusted-types ${TRUSTED}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
    // The first versions with the Navigation API, storage.session and light-dark().
    ...VERSIONS[browser === 'firefox' || browser === 'safari' ? browser : 'chrome'],
  }),
});
