import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FirefoxChrome } from '../../../dev/browser/firefox-chrome.ts';
import { until } from '../../../dev/browser/page-actions.ts';
import type { Session } from './session.ts';

/** Sets a folder into which the browser puts what is saved, without asking. */
export async function openDownloads({ kind, driver }: Session) {
  const folder = await mkdtemp(join(tmpdir(), 'waypoint-downloads-'));
  if (kind === 'chromium') {
    const session = await driver.browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
  } else {
    await new FirefoxChrome(driver.browser).evaluate(`(
      Services.prefs.setIntPref('browser.download.folderList', 2),
      Services.prefs.setStringPref('browser.download.dir', ${JSON.stringify(folder)}),
      Services.prefs.setBoolPref('browser.download.useDownloadDir', true),
      null)`);
  }
  return {
    /** Returns the name and the text of the one file that `act` saves. */
    async saved(act: () => Promise<void>): Promise<{ name: string; text: string }> {
      const before = new Set(await readdir(folder));
      const found: { file: { name: string; text: string } | null } = { file: null };
      await act();
      await until(async () => {
        const name = (await readdir(folder)).find(
          (one) => !before.has(one) && one.endsWith('.json'),
        );
        const text = name === undefined ? '' : await readFile(join(folder, name), 'utf8');
        // A browser creates an empty file first.
        found.file = name !== undefined && text.endsWith('}\n') ? { name, text } : null;
        return found.file;
      }, 'a file to be saved');
      if (!found.file) throw new Error('No file was saved.');
      return found.file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
