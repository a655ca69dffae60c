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

/** From now on, what the page makes a link to can be read. */
export async function keepBlobs(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(keep);
  await page.evaluate(() => void setTimeout(() => location.reload()));
  await until(() => page.evaluate(() => Reflect.has(globalThis, 'blobs')).catch(() => false));
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
