import { mkdirSync } from 'node:fs';
import { findBrowser } from '../browser/find-browser.ts';
import { check } from './check.ts';
import type { Count } from './run.ts';
import { vitest } from './vitest.ts';

/*
 * Runs the checks and the tests. With `--all` also the tests whose files end in `.all.test.ts`. With
 * names of projects only those, on the existing build.
 */

/** Projects of vitest. The second has the unit tests that need a process for each file. */
const UNIT = ['unit', 'unit-apart'];

const args = process.argv.slice(2);
const all = args.includes('--all');
const only = args
  .filter((arg) => !arg.startsWith('--'))
  .flatMap((name) => (name === 'unit' ? UNIT : [name]));
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
  // Browsers often wait and unit tests never do, so all of them together use the processor well.
  // More workers only make everything start at once.
  await Promise.all([
    add('Firefox', () => vitest(withAll(['firefox']), { workers: 3, env })),
    add('Chromium', () => vitest(withAll(['chromium']), { workers: 2, env })),
    add('unit', () => vitest([...UNIT, ...(all ? ['unit-all'] : []), 'contract'], { workers: 1 })),
  ]);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
