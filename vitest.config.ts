import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const SETUP = ['test/harness/storage-keys.ts'];
const OWN_PROJECT = ['test/browser/**', 'test/contract/**', 'test/repo/**'];

/** Runs the same files in each browser. Every file starts its own world and browser. */
const inBrowser = (kind: 'chromium' | 'firefox') => ({
  test: {
    name: kind,
    include: ['test/browser/**/*.test.ts'],
    // Tests of what only the other browser can do: see test/browser/support/differences.ts.
    exclude: [
      `test/browser/${kind === 'firefox' ? 'chromium' : 'firefox'}/**`,
      // On other systems policies are not files: see dev/browser/policies.ts.
      ...(process.platform === 'linux'
        ? []
        : ['test/browser/choices/{policy,force-install}.test.ts']),
    ],
    provide: { kind },
    testTimeout: 240_000,
    hookTimeout: 180_000,
  },
});

export default defineConfig({
  test: {
    maxWorkers: 3,
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: OWN_PROJECT,
          setupFiles: SETUP,
          // Some tests stop the worker at each call in turn, which takes long on a busy machine.
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Started only by `npm run faults` and `npm run week`.
        plugins: [WxtVitest()],
        test: { name: 'long', include: ['test/**/*.run.ts'], setupFiles: SETUP },
      },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'repo', include: ['test/repo/**/*.test.ts'] } },
      inBrowser('chromium'),
      inBrowser('firefox'),
    ],
  },
});
