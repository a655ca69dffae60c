import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_FOLDERS } from '../browser/build-folders.ts';
import type { BrowserKind } from '../browser/find-browser.ts';
import type { Driver } from '../browser/launch.ts';
import type { Api } from '../fake-ibl/api.ts';
import { connectDriver, openBenchWorld } from './bench-world.ts';

/** Copies the build and adds two pages as controls: an empty page, and a page that only echoes. */
function withControls(kind: BrowserKind): string {
  const folder = join('.output', `bench-${kind}`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(BUILD_FOLDERS[kind], folder, { recursive: true });
  const styles = readdirSync(join(folder, 'assets')).filter((name) => name.endsWith('.css'));
  const page = (body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Control</title>
${styles.map((name) => `<link rel="stylesheet" href="/assets/${name}">`).join('\n')}
</head><body><main class="popup">${body}</main></body></html>`;
  writeFileSync(join(folder, 'empty.html'), page('<p data-kind="saved">Empty</p>'));
  const echo = '<input type="search"><p id="echo"></p><script src="/echo.js"></script>';
  writeFileSync(join(folder, 'echo.html'), page(echo));
  writeFileSync(
    join(folder, 'echo.js'),
    `document.querySelector('input').addEventListener('input', (event) => {
      document.querySelector('#echo').textContent = event.target.value;
    });`,
  );
  return folder;
}

export interface Bench {
  readonly api: Api;
  readonly driver: Driver;
  readonly close: () => Promise<void>;
}

/** Opens a connected browser whose extension has the control pages. */
export async function openBench(kind: BrowserKind): Promise<Bench> {
  const world = await openBenchWorld();
  const driver = await world.launch({ kind, extension: withControls(kind) });
  await connectDriver(driver);
  return { api: world.api, driver, close: () => world.close() };
}
