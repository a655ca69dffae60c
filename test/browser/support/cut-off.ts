import type { Page } from 'puppeteer-core';
import { layOut, POPUP } from '../../../dev/screenshots/session.ts';
import { isPopup } from '../../../dev/screenshots/play-catalogue.ts';

/** A popup is as wide as it asks; 348 px in Firefox's overflow menu; 320 px is the least that is left. */
const WIDTHS = [POPUP.width, 348, 320] as const;
/** What a person may have chosen as the size of letters, in px. */
const LETTERS = [16, 24, 32] as const;

/** What reaches out of a window of 320 px, or is cut off inside it; of a popup, in each size of letters. */
export async function cutOff(page: Page): Promise<string[]> {
  const before = page.viewport();
  // A popup that the toolbar's icon opened has the size that the browser gives it.
  if (!before) return [];
  const found: string[] = [];
  const look = async (width: number, letters: number): Promise<void> => {
    await page.setViewport({ width, height: POPUP.height, deviceScaleFactor: 2 });
    const here = await page.evaluate(outOf, letters, POPUP.height);
    found.push(...here.map((words) => `${width} px, letters of ${letters} px: ${words}`));
  };
  if (isPopup(before)) {
    for (const width of WIDTHS) {
      // No popup is both: letters of twice the usual size, and less room than Firefox's menu leaves.
      const sizes = width === 320 ? LETTERS.slice(0, 2) : LETTERS;
      for (const letters of sizes) await look(width, letters);
    }
    await layOut(page, 'tab');
  }
  await look(320, 16);
  if (isPopup(before)) await layOut(page, 'popup');
  await page.setViewport(before);
  return found;
}

/** Runs in the page, where nothing else of this file is. */
function outOf(letters: number, highest: number): string[] {
  const root = document.documentElement;
  root.style.fontSize = letters === 16 ? '' : `${letters}px`;
  const { scrollWidth, clientWidth } = root;
  const isUnseen = (one: Element) => one.closest('.unseen, svg, input') !== null;
  /** Reachable by scrolling inside a box of its own. */
  const scrolls = (one: Element | null): boolean =>
    one !== null &&
    (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const out = Array.from(document.body.querySelectorAll('*')).filter((one) => {
    if (!one.checkVisibility() || isUnseen(one)) return false;
    const { left, right } = one.getBoundingClientRect();
    const beyond = (left < -0.5 || right > clientWidth + 0.5) && !scrolls(one.parentElement);
    const clips = /hidden|clip/.test(getComputedStyle(one).overflowX);
    return beyond || (clips && one.scrollWidth > one.clientWidth + 1);
  });
  const words = out.map((one) => one.outerHTML.slice(0, 160));
  if (scrollWidth > clientWidth) words.unshift(`${scrollWidth} px wide`);
  // What scrolls by itself may do so up and down, not to the side.
  const aside = Array.from(document.querySelectorAll('.popup > .panel')).filter(
    (one) => one.scrollWidth > one.clientWidth,
  );
  words.push(...aside.map((one) => `a panel of ${one.scrollWidth} px`));
  const popup = root.classList.contains('in-tab') ? null : document.querySelector('.popup');
  const height = popup?.getBoundingClientRect().height ?? 0;
  if (height > highest) words.push(`${height} px high`);
  root.style.fontSize = '';
  return words;
}
