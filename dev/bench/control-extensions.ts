import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly content_scripts: readonly { readonly js: readonly string[] }[];
}

/**
 * The least that a content script needs to tell its worker where a learner is: it says hello, listens
 * for messages, looks at one element, and reports after the load and after each move.
 */
const READS_ONE_ELEMENT = `(() => {
  const say = (message) => chrome.runtime.sendMessage(message);
  const report = () => say({ at: location.href, title: document.querySelector('#root')?.title });
  chrome.runtime.onMessage.addListener((message, sender, answer) => answer(null));
  say('hello').then(report);
  navigation.addEventListener('currententrychange', () => setTimeout(report, 20));
})();`;
const ANSWERS = `chrome.runtime.onMessage.addListener((message, sender, answer) => answer('read'));`;

/** Makes an extension whose content scripts run where those of the build run. Returns its folder. */
function extension(build: string, name: string, script: string, worker: string | null): string {
  const folder = join('.output', `bench-${name}`);
  rmSync(folder, { recursive: true, force: true });
  const manifest = JSON.parse(readFileSync(join(build, 'manifest.json'), 'utf8')) as Manifest;
  const { content_scripts } = manifest;
  const own = {
    manifest_version: 3,
    name,
    version: '1.0',
    content_scripts,
    ...(worker === null ? {} : { background: { service_worker: 'worker.js' } }),
  };
  const files = [
    ...content_scripts.flatMap(({ js }) => js).map((file) => [file, script] as const),
    ...(worker === null ? [] : [['worker.js', worker] as const]),
    ['manifest.json', JSON.stringify(own)] as const,
  ];
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Makes an extension that does nothing: its content scripts have 0 bytes. */
export const emptyExtension = (build: string): string => extension(build, 'empty', '', null);

/**
 * Makes an extension that does the least with which a page can be read. No content script that
 * reports a place costs less.
 */
export const leastExtension = (build: string): string =>
  extension(build, 'least', READS_ONE_ELEMENT, ANSWERS);
