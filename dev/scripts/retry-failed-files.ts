import type { Count } from './run.ts';
import { vitest } from './vitest.ts';

/** More than a few files that fail are no accident of a busy machine. */
const MOST = 6;

/**
 * Runs the tests in real browsers. Two browsers share a machine here with whatever else it does, and a
 * press may come a moment too late: so a file in which something failed is run once more, alone. What
 * needed that is named at the end; what fails twice has failed.
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
