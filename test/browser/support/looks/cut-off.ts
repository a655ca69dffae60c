import type { Page } from 'puppeteer-core';
import { POPUP } from '../../../../dev/browser/base-driver.ts';
import { layOut } from '../../../../dev/screenshots/session.ts';
import { isPopup } from '../../../../dev/screenshots/play-catalogue.ts';

/**
 * The popup's own width, the width of Firefox's overflow menu, and the least that a popup may get
 * (px).
 */
const WIDTHS = [POPUP.width, 348, 320] as const;
/** Font sizes that a person may have chosen (px). */
const LETTERS = [16, 24, 32] as const;

/**
 * Returns what reaches out of a narrow window, out of its button, or is cut off inside it. Checks a
 * popup in each of the font sizes.
 */
export async function cutOff(page: Page, fonts: readonly number[] = LETTERS): Promise<string[]> {
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
      // No popup has both: letters of twice the usual size, and less room than Firefox's menu
      // leaves.
      const sizes = width === 320 ? fonts.slice(0, 2) : fonts;
      for (const letters of sizes) await look(width, letters);
    }
    await layOut(page, 'tab');
  }
  for (const width of [POPUP.width, 320]) await look(width, 16);
  if (isPopup(before)) await layOut(page, 'popup');
  await page.setViewport(before);
  return found;
}

/** Runs in the page, where nothing else of this file exists. */
function outOf(letters: number, highest: number): string[] {
  const root = document.documentElement;
  root.style.fontSize = letters === 16 ? '' : `${letters}px`;
  const { scrollWidth, clientWidth } = root;
  const isUnseen = (one: Element) => one.closest('.unseen, svg, input') !== null;
  /** Whether the person can scroll to the element inside a box of its own. */
  const scrolls = (one: Element | null): boolean =>
    one !== null &&
    (/auto|scroll/.test(getComputedStyle(one).overflowX) || scrolls(one.parentElement));
  const out = Array.from(document.body.querySelectorAll('*')).filter((one) => {
    if (!one.checkVisibility() || isUnseen(one)) return false;
    const { left, right } = one.getBoundingClientRect();
    const beyond = (left < -0.5 || right > clientWidth + 0.5) && !scrolls(one.parentElement);
    const clips =
      one.matches('button, .button') || /hidden|clip/.test(getComputedStyle(one).overflowX);
    return beyond || (clips && one.scrollWidth > one.clientWidth + 1);
  });
  const words = out.map((one) => one.outerHTML.slice(0, 160));
  if (scrollWidth > clientWidth) words.unshift(`${scrollWidth} px wide`);
  // A panel that scrolls by itself may scroll up and down, but not sideways.
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
