import { runAll } from './run.ts';

/** The commands for both builds, as they are shipped. */
export const BUILDS = {
  'build for Chromium': 'wxt build',
  'build for Firefox': 'wxt build -b firefox',
};

if (import.meta.main) {
  const { failed } = await runAll(BUILDS);
  process.exitCode = failed === 0 ? 0 : 1;
}
