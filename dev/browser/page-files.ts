import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { until, field } from './page-actions.ts';
import { press } from './press.ts';

/** Chooses a file with this text in a file field. */
export async function chooseFile(
  page: Page,
  label: string,
  file: { name: string; text: string },
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'waypoint-file-'));
  try {
    const path = join(folder, file.name);
    await writeFile(path, file.text);
    const input = await field(page, label);
    await input.uploadFile(path);
    // The file must stay until the page has read it; the page then empties the field.
    await until(() => input.evaluate((one) => one.value === ''), 'the file to be taken');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Presses a button and returns the file that the page saves: its name and its text. */
export async function saved(
  page: Page,
  name: string,
  within?: string,
): Promise<{ name: string; text: string }> {
  await page.evaluate(() => {
    Reflect.set(globalThis, 'savedFile', null);
    const make = URL.createObjectURL.bind(URL);
    const made = new Map<string, Blob>();
    // A page may not fetch its own blob URL, so its text is taken when it is made, and its name at
    // the press.
    URL.createObjectURL = (blob: Blob) => {
      const url = make(blob);
      made.set(url, blob);
      return url;
    };
    HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
      const { download, href } = this;
      const keep = (text: string) => Reflect.set(globalThis, 'savedFile', { name: download, text });
      const read = async (blob: Blob) => {
        const bytes = new Uint8Array(await blob.arrayBuffer());
        // A table is in UTF-16: see lib/chat-table/to-csv.ts.
        const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
        return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
      };
      const blob = made.get(href);
      if (blob) void read(blob).then(keep);
    };
  });
  await press(page, name, within);
  const file = () =>
    page.evaluate(
      () => Reflect.get(globalThis, 'savedFile') as { name: string; text: string } | null,
    );
  await until(async () => (await file()) !== null, `a file by "${name}"`);
  return (await file()) ?? { name: '', text: '' };
}
