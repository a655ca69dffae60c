import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { textIn, type Session } from './session.ts';

/** Where the pictures of failed tests go. */
const FOLDER = '.output/failed';

/** A page that no longer answers gets this long (ms). */
const LIMIT = 5_000;

interface Shown {
  readonly address: string;
  readonly text: string;
  readonly fields: readonly string[];
}

const read = (page: Page): Promise<Shown> =>
  page.evaluate(() => ({
    address: location.href,
    text: document.body.innerText,
    fields: Array.from(document.querySelectorAll('input, textarea'), (field) => {
      const { type, value } = field as HTMLInputElement;
      return `${field.id || type}: ${type === 'password' ? '…' : value}`;
    }),
  }));

/**
 * Prints what each open page shows, the last requests to the API and what it keeps, and takes a
 * picture of each page. A test that fails once in a hundred runs can only be understood from what it
 * left behind.
 */
export async function reportFailure(session: Session, name: string): Promise<void> {
  const { api, driver } = session;
  await mkdir(FOLDER, { recursive: true });
  const file = name.replaceAll(/[^\w-]+/g, '-').slice(0, 80);
  const within = <T>(work: Promise<T>) => Promise.race([work, sleep(LIMIT, null)]);
  for (const [index, page] of (await driver.browser.pages()).entries()) {
    const shown = await within(read(page)).catch(String);
    // Firefox's driver still lists pages that are closed.
    if (typeof shown === 'string' && shown.includes('no such frame')) continue;
    console.error(`${name}: page ${index}`, shown ?? 'does not answer');
    const path = `${FOLDER}/${driver.kind}-${file}-${index}.png` as const;
    await within(page.screenshot({ path })).catch(() => null);
  }
  const requests = api.log
    .slice(-20)
    .map(({ method, path, status }) => `${method} ${path} ${status}`);
  console.error(`${name}: the last requests`, requests);
  console.error(`${name}: what is kept`, session.memories().map(textIn));
}
