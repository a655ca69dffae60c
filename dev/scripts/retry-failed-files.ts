import type { Count } from './run.ts';
import { vitest } from './vitest.ts';

/** How many files are run again at most. If more fail, a busy machine is not the reason. */
const MOST = 6;

/**
 * Runs the tests in real browsers. On a busy machine a press may come a moment too late, so a file
 * with a failure is run once more, alone. Names at the end the tests that needed that. A test that
 * fails twice has failed.
 */
export async function inBrowsers(
  projects: readonly string[],
  env: Record<string, string> = {},
): Promise<Count> {
  const first = await vitest(projects, { env });
  const files = [...first.failures.keys()];
  if (first.failed === 0 || files.length === 0 || files.length > MOST) return first;
  const again = await vitest(projects, { env, flags: [...files, '--maxWorkers=1'] });
  for (const [file, names] of first.failures) {
    const left = again.failures.get(file);
    for (const name of names) {
      const fate = left?.includes(name) ? 'failed twice' : 'passed when it was tried again';
      console.log(`${fate}: ${file} > ${name}`);
    }
    if (names.length === 0)
      console.log(`${left ? 'failed twice' : 'ran at the second try'}: ${file}`);
  }
  if (again.failed > 0) return { passed: first.passed, failed: again.failed };
  return { passed: first.passed + first.failed, failed: 0 };
}
