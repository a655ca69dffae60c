import { mkdirSync } from 'node:fs';
import { findBrowser } from '../browser/find-browser.ts';
import { check } from './check.ts';
import type { Count } from './run.ts';
import { inBrowsers } from './retry-failed-files.ts';
import { isBrowser, vitest } from './vitest.ts';

/** Names of projects. If there are any, only those run, on the existing build. */
const only = process.argv.slice(2);
const total: Count = { passed: 0, failed: 0 };
const add = ({ passed, failed }: Count) => {
  total.passed += passed;
  total.failed += failed;
};

mkdirSync('.output', { recursive: true });
if (only.length > 0) {
  const browsers = only.filter(isBrowser);
  const others = only.filter((name) => !isBrowser(name));
  if (others.length > 0) add(await vitest(others));
  if (browsers.length > 0) add(await inBrowsers(browsers));
} else {
  add(await check());
  add(await vitest(['unit', 'contract']));
  const env = { CHROME_PATH: findBrowser('chromium'), FIREFOX_PATH: findBrowser('firefox') };
  add(await inBrowsers(['chromium', 'firefox'], env));
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
