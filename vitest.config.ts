import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const SETUP = ['test/harness/storage-keys.ts'];
const OWN_PROJECT = ['test/browser/**', 'test/contract/**', 'test/repo/**'];
/** Tests that only `npm run test:all` runs. CONTRIBUTING.md lists them with the reasons. */
const ONLY_ALL = '**/*.all.test.{ts,tsx}';

/**
 * In Firefox, only `npm run test:all` runs these tests. They are about what the extension's own pages
 * say, and that is the same document in both browsers.
 */
const SAME_IN_FIREFOX = [
  'about-and-recovery',
  'deep-links',
  'help',
  'journal',
  'privacy',
  'request-log',
].map((name) => `test/browser/screens/${name}.test.ts`);

const unit = (name: string, include: string, exclude: readonly string[]) => ({
  plugins: [WxtVitest()],
  test: {
    name,
    include: [include],
    exclude: [...exclude],
    setupFiles: SETUP,
    // Some tests stop the worker at each call in turn, which takes long on a busy machine.
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});

/**
 * Runs the same files in each browser. The files of a process share one browser, except those that
 * need their own: see test/browser/support/shared-browser.ts.
 */
const inBrowser = (
  kind: 'chromium' | 'firefox',
  name: string,
  include: readonly string[],
  exclude: readonly string[],
) => ({
  test: {
    name,
    include: [...include],
    // Tests of what only the other browser can do: see test/browser/support/differences.ts.
    exclude: [
      ...exclude,
      `test/browser/${kind === 'firefox' ? 'chromium' : 'firefox'}/**`,
      // On other systems policies are not files: see dev/browser/policies.ts.
      ...(process.platform === 'linux'
        ? []
        : ['test/browser/choices/{policy,policy-changes.all,force-install,update.all}.test.ts']),
    ],
    isolate: false,
    provide: { kind },
    testTimeout: 240_000,
    hookTimeout: 180_000,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [
      unit('unit', 'test/**/*.test.{ts,tsx}', [...OWN_PROJECT, ONLY_ALL]),
      unit('unit-all', `test/${ONLY_ALL}`, OWN_PROJECT),
      {
        // Started only by `npm run faults` and `npm run week`.
        plugins: [WxtVitest()],
        test: { name: 'long', include: ['test/**/*.run.ts'], setupFiles: SETUP },
      },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'repo', include: ['test/repo/**/*.test.ts'] } },
      ...(['chromium', 'firefox'] as const).flatMap((kind) => {
        const later = kind === 'firefox' ? SAME_IN_FIREFOX : [];
        return [
          inBrowser(kind, kind, ['test/browser/**/*.test.ts'], [ONLY_ALL, ...later]),
          inBrowser(kind, `${kind}-all`, [`test/browser/${ONLY_ALL}`, ...later], []),
        ];
      }),
    ],
  },
});
