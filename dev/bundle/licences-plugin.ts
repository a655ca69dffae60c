import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const NAME = 'virtual:licences';

/** The packages used at run time, and those of which the build tools add a few lines. */
const PACKAGES = [
  '@preact/signals',
  '@preact/signals-core',
  '@wxt-dev/browser',
  '@wxt-dev/i18n',
  'idb-keyval',
  'marked',
  'preact',
  'tldts',
  'tldts-core',
  'webextension-polyfill',
  'wxt',
  'zod',
];

/** Returns the name, version, licence and licence text of each package in a build. */
function licences() {
  return PACKAGES.map((name) => {
    const folder = join('node_modules', name);
    const { version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    ) as Readonly<Record<'version' | 'license', string>>;
    const [file] = globSync('{LICENSE,LICENCE,License,license}*', { cwd: folder });
    const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8');
    return { name, version, licence: license, text };
  });
}

/** Gives the extension that list as a module. A build that contains another package fails. */
export const licencesPlugin = (): Plugin => ({
  name: 'waypoint-licences',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(licences())}` : undefined),
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      const ids = chunk.type === 'chunk' ? chunk.moduleIds : [];
      for (const id of ids) {
        const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(id) ?? [];
        if (name !== undefined && !PACKAGES.includes(name)) {
          this.error(`${name} is in the build, and not in the list of licences.`);
        }
      }
    }
  },
});
