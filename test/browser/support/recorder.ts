import type { Page } from 'puppeteer-core';
import { until } from '../../../dev/browser/page-actions.ts';

declare global {
  interface Window {
    seen?: string[];
  }
}

/**
 * Runs in the page before anything else does. Records changes in the order in which they happen: of
 * the address, of the document's title, of the course in the header, and of the unit at the end of
 * each turn of the DOM. Frames are numbered, so that a new frame differs from one with a new
 * address.
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

  /** Returns the last parts of a path, without what all blocks of the course share. */
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

/** Clears the record, calls `act`, and returns what was recorded until `end` appeared. */
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
