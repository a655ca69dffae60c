import { mkdirSync } from 'node:fs';
import { findBrowser } from '../browser/find-browser.ts';
import { check } from './check.ts';
import type { Count } from './run.ts';
import { vitest } from './vitest.ts';

/*
 * Runs the checks and the tests. With `--all` also the tests whose files end in `.all.test.ts`. With
 * names of projects only those, on the existing build.
 */

const args = process.argv.slice(2);
const all = args.includes('--all');
const only = args.filter((arg) => !arg.startsWith('--'));
const withAll = (names: readonly string[]) =>
  names.flatMap((name) => (all ? [name, `${name}-all`] : [name]));

const total: Count = { passed: 0, failed: 0 };
async function add(name: string, counting: () => Promise<Count>): Promise<void> {
  const start = performance.now();
  const { passed, failed } = await counting();
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - start) / 1_000).toFixed(0);
  console.log(`${name}: ${passed} passed, ${failed} failed, in ${seconds} s`);
}

mkdirSync('.output', { recursive: true });
if (only.length > 0) {
  await add(only.join(' '), () => vitest(only));
} else {
  await add('check', check);
  const env = { CHROME_PATH: findBrowser('chromium'), FIREFOX_PATH: findBrowser('firefox') };
  // Chromium mostly waits and Firefox mostly works, so both together use the processor well.
  await Promise.all([
    add('Firefox', () => vitest(withAll(['firefox']), env)),
    add('Chromium', () => vitest(withAll(['chromium']), env)).then(() =>
      add('unit', () => vitest([...withAll(['unit']), 'contract'])),
    ),
  ]);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
