import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILES = {
  'background.js': `
    globalThis.startedAt = Date.now();
    chrome.runtime.onMessage.addListener(() => {});`,
  'content.js': `chrome.runtime.sendMessage('hello');`,
  'popup.html': '<!doctype html><title>Popup</title><p id="popup">Popup</p>',
  'options.html': '<!doctype html><title>Options</title><p id="options">Options</p>',
};

/** Makes the smallest extension in a temporary folder, to test the driver and not Waypoint. */
export async function makeTinyExtension(kind: 'chromium' | 'firefox') {
  const folder = await mkdtemp(join(tmpdir(), 'waypoint-extension-'));
  const manifest = {
    manifest_version: 3,
    name: 'Tiny',
    version: '1.0',
    permissions: ['storage'],
    host_permissions: ['https://learning.edx.org/*', 'https://base.manager.iblai.app/*'],
    content_scripts: [{ matches: ['https://learning.edx.org/*'], js: ['content.js'] }],
    action: { default_popup: 'popup.html' },
    options_ui: { page: 'options.html', open_in_tab: true },
    ...(kind === 'chromium'
      ? { background: { service_worker: 'background.js' } }
      : {
          background: { scripts: ['background.js'] },
          browser_specific_settings: { gecko: { id: 'tiny@example.org' } },
        }),
  };
  const files = { ...FILES, 'manifest.json': JSON.stringify(manifest) };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
