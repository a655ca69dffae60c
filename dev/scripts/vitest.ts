import { readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { run, type Count } from './run.ts';

const REPORT = '.output/test-report.json';

export const isBrowser = (project: string): boolean => /^(?:chromium|firefox)$/.test(project);

export interface Result extends Count {
  /** The names of the failed tests, by file; an empty list if the file itself did not run. */
  readonly failures: ReadonlyMap<string, readonly string[]>;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** Runs projects of vitest and reads its report. A run without a report counts as a failure. */
export async function vitest(
  projects: readonly string[],
  { env = {}, flags = [] }: { env?: Record<string, string>; flags?: readonly string[] } = {},
): Promise<Result> {
  rmSync(REPORT, { force: true });
  const all = [...projects.map((name) => `--project ${name}`), ...flags].join(' ');
  const reporters = `--reporter=default --reporter=json --outputFile.json=${REPORT}`;
  const well = await run(`vitest run ${all} ${reporters}`, env);
  try {
    const report = JSON.parse(readFileSync(REPORT, 'utf8')) as Report;
    const failed = Math.max(report.numFailedTests, well ? 0 : 1);
    return { passed: report.numPassedTests, failed, failures: failuresOf(report) };
  } catch {
    return { passed: 0, failed: 1, failures: new Map() };
  }
}

function failuresOf({ testResults }: Report): Map<string, string[]> {
  const failures = new Map<string, string[]>();
  for (const { name, status, assertionResults } of testResults) {
    if (status === 'passed') continue;
    const file = relative(process.cwd(), name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    const names = failed.map(({ fullName }) => fullName.trim());
    failures.set(file, [...(failures.get(file) ?? []), ...names]);
  }
  return failures;
}
