import type { Page } from 'puppeteer-core';
import { until } from '../../../dev/browser/page-actions.ts';

declare global {
  interface Window {
    seen?: string[];
  }
}

/**
 * Runs in the page before anything else does. Writes down, in the order of their happening: changes of
 * the address, of the document's title, of the course in the header, and of the unit, as it stands at
 * the end of each turn of the DOM. A frame is numbered, so that a new one is told from one re-pointed.
 */
function record(): void {
  if (window.top !== window) return;
  const seen: string[] = (window.seen = []);
  const last = new Map<string, string>();
  const frames: Element[] = [];

  function note(what: string, text: string): void {
    if (last.get(what) === text) return;
    last.set(what, text);
    seen.push(`${what}: ${text}`);
  }

  /** The last parts of a path, without what is the same for every block of the course. */
  function short(path: string): string {
    return path.replaceAll(/block-v1:[^/]*?block@/g, '').replace('/course/course-v1:', '');
  }

  function unit(): string {
    const heading = document.querySelector('.unit h3')?.textContent;
    const frame = document.querySelector('#unit-iframe');
    if (!frame) return heading === undefined ? 'none' : `${heading} without frame`;
    if (!frames.includes(frame)) frames.push(frame);
    const key = short(new URL(frame.getAttribute('src') ?? '', location.href).pathname);
    const title = frame.getAttribute('title');
    const names = heading === title ? heading : `${heading} beside ${title}`;
    return `${names} in frame ${frames.indexOf(frame) + 1} of ${key.replace('/xblock/', '')}`;
  }

  window.navigation.addEventListener('currententrychange', ({ navigationType }) => {
    seen.push(`${navigationType}: ${short(location.pathname)}`);
  });
  new MutationObserver(() => {
    note('course', document.querySelector('.course-title')?.textContent ?? 'none');
    note('title', document.title);
    note('unit', unit());
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['src', 'title'],
  });
}

export async function recorded(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(record);
}

/** Forgets what was seen so far, does something, and gives what was seen until `end` was. */
export async function seenUntil(
  page: Page,
  end: string,
  act?: () => Promise<unknown>,
): Promise<string[]> {
  if (act) {
    await page.evaluate(() => void window.seen?.splice(0));
    await act();
  }
  let seen: string[] = [];
  await until(
    async () => {
      seen = await page.evaluate(() => window.seen ?? []);
      return seen.includes(end);
    },
    `${end}, after ${JSON.stringify(seen)}`,
    15_000,
  );
  return seen;
}
