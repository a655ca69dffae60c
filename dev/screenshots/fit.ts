import type { Page, Viewport } from 'puppeteer-core';
import { POPUP } from '../browser/base-driver.ts';
import { isPopup } from './play-catalogue.ts';

/**
 * Makes a page as tall as its content, and a popup no taller than a browser makes it.
 * @param before the size with which the scene opened the page
 * @param zoom how much larger than usual the page is shown
 */
export async function fit(
  page: Page,
  before: Viewport,
  deviceScaleFactor: number,
  zoom = 1,
): Promise<number> {
  const popup = isPopup(before);
  // A popup is as wide as its page asks, also at 200 %, but only half as much fits in its height.
  const width = popup ? POPUP.width : before.width / zoom;
  await page.setViewport({ width, height: 100, deviceScaleFactor });
  const whole = await page.evaluate(() => {
    const dialog = document.querySelector('dialog[open]')?.scrollHeight ?? 0;
    return Math.max(document.documentElement.scrollHeight, dialog > 0 ? 600 : 0);
  });
  const height = popup ? Math.min(POPUP.height / zoom, whole) : Math.max(800 / zoom, whole);
  await page.setViewport({ width, height, deviceScaleFactor });
  return height;
}
