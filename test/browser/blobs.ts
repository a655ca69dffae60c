import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { until } from '../../dev/browser/hands.ts';

/* What a page offers to save: read in the page itself, as its policy lets nothing fetch a blob. */

const keep = (): void => {
  const blobs = new Map<string, Blob>();
  Reflect.set(globalThis, 'blobs', blobs);
  const make = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    const url = make(blob);
    blobs.set(url, blob);
    return url;
  };
};

/** Has the options page of a copied build keep what it makes links to: Firefox runs no script of a test before it. */
export async function keepBlobs(folder: string): Promise<void> {
  await writeFile(join(folder, 'keep-blobs.js'), `(${keep.toString()})();`);
  const page = join(folder, 'options.html');
  const html = await readFile(page, 'utf8');
  await writeFile(page, html.replace('<head>', '<head><script src="/keep-blobs.js"></script>'));
}

/** The text behind a link with this name, and the name that the file gets. */
export async function saved(page: Page, name: string): Promise<{ file: string; text: string }> {
  const find = () =>
    page.evaluate(async (label) => {
      const links = Array.from(document.querySelectorAll<HTMLAnchorElement>('a[download]'));
      const link = links.find((one) => one.textContent === label);
      const blobs = Reflect.get(globalThis, 'blobs') as Map<string, Blob>;
      const blob = link && blobs.get(link.href);
      if (!link || !blob) return null;
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return {
        file: link.download,
        text: new TextDecoder('utf8', { ignoreBOM: true }).decode(bytes),
      };
    }, name);
  await until(async () => (await find()) !== null, `a link "${name}"`);
  const found = await find();
  if (!found) throw new Error(`The link "${name}" went away.`);
  return found;
}

/** The text of the last thing that a link was made to. */
export const lastBlob = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const blobs = Reflect.get(globalThis, 'blobs') as Map<string, Blob>;
    return (await [...blobs.values()].at(-1)?.text()) ?? '';
  });
