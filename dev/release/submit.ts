import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { run } from '../scripts/run.ts';
import { CHECKSUMS, checksums, packages } from './zip.ts';

/*
 * `npm run submit -- firefox` signs in at a store with the secrets of the environment, and submits
 * nothing. `--yes` submits the packages in .output for review.
 */

/** The secrets that each store's interface asks for. */
export const SECRETS = {
  chrome: [
    'CHROME_EXTENSION_ID',
    'CHROME_PUBLISHER_ID',
    'CHROME_SERVICE_ACCOUNT_CLIENT_EMAIL',
    'CHROME_SERVICE_ACCOUNT_PRIVATE_KEY',
  ],
  edge: ['EDGE_PRODUCT_ID', 'EDGE_CLIENT_ID', 'EDGE_API_KEY'],
  firefox: ['FIREFOX_EXTENSION_ID', 'FIREFOX_JWT_ISSUER', 'FIREFOX_JWT_SECRET'],
} as const;
type Store = keyof typeof SECRETS;

const isStore = (name: string): name is Store => name in SECRETS;

/** Returns the only package in .output whose name ends so. */
function packageFor(end: string): string {
  const [file, ...more] = packages().filter((name) => name.endsWith(`-${end}.zip`));
  if (!file || more.length > 0) throw new Error(`.output has no package, or several, for ${end}.`);
  return file;
}

/** Returns the options for `wxt submit`. */
function optionsFor(store: Store): string[] {
  const zip = [`--${store}-zip`, packageFor(store)];
  if (store === 'chrome') return [...zip, '--chrome-api-version', 'v2'];
  return store === 'firefox' ? [...zip, '--firefox-sources-zip', packageFor('sources')] : zip;
}

async function submit(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { yes: { type: 'boolean', default: false } },
  });
  const [store = ''] = positionals;
  if (!isStore(store)) throw new Error(`Name a store: ${Object.keys(SECRETS).join(', ')}.`);
  const missing = SECRETS[store].filter((name) => !process.env[name]);
  if (missing.length > 0) throw new Error(`These are not set: ${missing.join(', ')}.`);
  const options = optionsFor(store);
  if (readFileSync(CHECKSUMS, 'utf8') !== checksums()) {
    throw new Error(`The packages are not those of ${CHECKSUMS}.`);
  }
  return await run(['wxt submit', ...(values.yes ? [] : ['--dry-run']), ...options].join(' '));
}

if (import.meta.main) {
  try {
    process.exitCode = (await submit()) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
