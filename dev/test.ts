import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findBrowser } from './browser/find.ts';
import { check } from './check.ts';
import { run, type Count } from './run.ts';

const REPORT = '.output/test-report.json';

const isBrowser = (project: string): boolean => /^(?:chromium|firefox)$/.test(project);

/** Runs projects of vitest and reads its own count; a run that tells none counts as a failure. */
async function vitest(
  projects: readonly string[],
  env: Record<string, string> = {},
): Promise<Count> {
  rmSync(REPORT, { force: true });
  // What is tried in a browser mostly waits, for seconds that no machine makes shorter.
  const workers = projects.some(isBrowser) ? ['--maxWorkers=4'] : [];
  const flags = [...projects.map((name) => `--project ${name}`), ...workers].join(' ');
  const reporters = `--reporter=default --reporter=json --outputFile.json=${REPORT}`;
  const well = await run(`vitest run ${flags} ${reporters}`, env);
  try {
    const report = JSON.parse(readFileSync(REPORT, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numFailedTestSuites: number;
    };
    const failed = Math.max(report.numFailedTests, well ? 0 : 1);
    return { passed: report.numPassedTests, failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** With names of projects: only those, on the build that is there. */
const only = process.argv.slice(2);
const total: Count = { passed: 0, failed: 0 };
const add = ({ passed, failed }: Count) => {
  total.passed += passed;
  total.failed += failed;
};

mkdirSync('.output', { recursive: true });
if (only.length > 0) {
  add(await vitest(only));
} else {
  add(await check());
  add(await vitest(['unit', 'contract']));
  const env = { CHROME_PATH: findBrowser('chromium'), FIREFOX_PATH: findBrowser('firefox') };
  add(await vitest(['chromium', 'firefox'], env));
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
