import type { Page } from 'puppeteer-core';

/**
 * Returns what a page that shows the pseudo-locale says in letters of ASCII: a text that is not in
 * the texts of the screens, or a foreign text that is not marked as one.
 */
export const notOurTexts = (page: Page): Promise<string[]> => page.evaluate(asciiIn);

/** Runs in the page, where nothing else of this file exists. */
function asciiIn(): string[] {
  /** Where foreign text stands, which has its own direction or language. */
  const FOREIGN = 'bdi, [dir="auto"], pre, code, [lang="en"], [dir="ltr"]:not(html), script';
  /** What is named by a title alone: the box beside a course, and a course by its key. */
  const NAMED = '.rows [type="checkbox"], bdi[title]';
  /** Names that stay: the product, hosts, units of size, formats, and what was isolated. */
  const NAMES = /\u2068.*?\u2069|[\w-]+(?:\.[\w-]+)+(?::\d+)?|https?:\/\/\S+|\bk?B\b|\bMB\b/g;
  const isOurs = (text: string) => !/[A-Za-z]{2}/.test(text.replaceAll(NAMES, ''));
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { parentElement, textContent } = node;
    const text = textContent ?? '';
    if (!parentElement || parentElement.closest(FOREIGN) || isOurs(text)) continue;
    if (parentElement.checkVisibility()) found.push(text.trim());
  }
  for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'aria-description']) {
    for (const one of document.querySelectorAll(`[${name}]`)) {
      const text = one.getAttribute(name) ?? '';
      if (!one.matches(NAMED) && !isOurs(text)) found.push(`${name}: ${text}`);
    }
  }
  return [...new Set(found)];
}
