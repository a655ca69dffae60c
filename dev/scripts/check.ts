import { BUILDS } from './build.ts';
import { runAll } from './run.ts';

/** With this, a missing translation fails the check. */
const RELEASE = '--release';

/** All checks of the sources and the build that do not run the extension. */
const STEPS = {
  ...BUILDS,
  types: 'tsc --noEmit -p .',
  lint: 'oxlint --type-aware --deny-warnings',
  format: 'oxfmt --check',
  'unused code': 'knip',
  'import directions': 'vitest run --project repo',
  'byte budgets': 'size-limit',
  translations: `node dev/languages/missing.ts${process.argv.includes(RELEASE) ? ` ${RELEASE}` : ''}`,
};

export const check = () => runAll(STEPS);

if (import.meta.main) {
  const { failed } = await check();
  process.exitCode = failed === 0 ? 0 : 1;
}
