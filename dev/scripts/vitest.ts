import { readFileSync, rmSync } from 'node:fs';
import { run, type Count } from './run.ts';

/** Runs projects of vitest and counts the tests. A run without a report counts as a failure. */
export async function vitest(
  projects: readonly string[],
  env: Record<string, string> = {},
): Promise<Count> {
  const file = `.output/tests-${projects[0]}.json`;
  rmSync(file, { force: true });
  const names = projects.map((name) => `--project ${name}`).join(' ');
  const reporters = `--reporter=default --reporter=json --outputFile.json=${file}`;
  const well = await run(`vitest run ${names} ${reporters}`, env);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
    };
    return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, well ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
