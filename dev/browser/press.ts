import { setTimeout as sleep } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';
import { until } from './page-actions.ts';

/**
 * Goes to the section of the options page that `within` selects, or otherwise to the one that holds
 * the first control of a name, if no shown section has such a control.
 */
async function goToSection(page: Page, name: string, within: string): Promise<void> {
  await page.evaluate(
    (text, selector, controls) => {
      const named = Array.from(document.querySelectorAll(`${selector} ${controls}`))
        .filter(
          (one) =>
            (one.getAttribute('aria-label') ?? one.textContent)
              .replaceAll(/[\u2068\u2069]/g, '')
              .trim() === text,
        )
        .map((one) => one.closest('section[hidden]'));
      const holder = named.every((one) => one !== null) ? named[0] : null;
      const section = document.querySelector(selector)?.closest('section[hidden]') ?? holder;
      if (section) location.hash = section.id;
    },
    name,
    within,
    CONTROLS,
  );
}

/** What can be pressed. */
const CONTROLS = ':is(button, a, summary, [role=tab])';

/** Presses a button, link, tab or summary by its name. */
export async function press(page: Page, name: string, within = 'body'): Promise<void> {
  const find = () =>
    page.evaluateHandle(
      (text, selector, controls) => {
        const all = document.querySelectorAll<HTMLElement>(`${selector} ${controls}`);
        const named = (one: HTMLElement) =>
          (one.getAttribute('aria-label') ?? one.textContent)
            .replaceAll(/[\u2068\u2069]/g, '')
            .trim() === text;
        const shown = (one: HTMLElement) =>
          one.checkVisibility() && !one.matches(':disabled, [aria-disabled=true]');
        return Array.from(all).find((one) => named(one) && shown(one)) ?? null;
      },
      name,
      within,
      CONTROLS,
    );
  const isThere = async () => (await find()).asElement() !== null;
  // A button may still be on its way, so this looks for a while before it goes to another section.
  await until(isThere, `a button "${name}"`, 500).catch(() => goToSection(page, name, within));
  await until(isThere, `a button "${name}"`);
  // A page that is not in front cannot be pressed, because the browser does not draw it.
  await page.bringToFront();
  // A screen that renders again right now replaces the button, so this looks for it again.
  await until(async () => {
    const element = (await find()).asElement() as ElementHandle<HTMLElement> | null;
    if (!element) return false;
    await element.evaluate(uncover);
    await isAtRest(element);
    await element.evaluate(watchForClick, name);
    return await element.click().then(
      () => isHit(page),
      (error: unknown) => {
        if (/detached|not clickable/.test(String(error))) return false;
        throw error;
      },
    );
  }, `a button "${name}" that stays`);
}

/** Scrolls an element into the middle if it is covered, for example by the bar at the bottom. */
function uncover(one: Element): void {
  const { left, top, width, height } = one.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  if (!one.contains(over)) one.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/**
 * Notes where the next click arrives: at a control of this name or elsewhere. A screen may replace
 * the control just before the click: the new one then counts, because pressing it twice would miss
 * what it opened.
 */
function watchForClick(one: Element, name: string): void {
  Reflect.set(globalThis, 'isHit', null);
  const arrived = ({ target }: Event) => {
    const control = target instanceof Element && target.closest('button, a, summary, [role=tab]');
    const text = control && (control.getAttribute('aria-label') ?? control.textContent);
    const isSame = text && text.replaceAll(/[\u2068\u2069]/g, '').trim() === name;
    Reflect.set(globalThis, 'isHit', Boolean(isSame));
  };
  one.ownerDocument.addEventListener('click', arrived, { once: true, capture: true });
}

/**
 * Whether the click arrived at its control: an element that moves at the last moment is missed. A
 * busy page may notice a click late, and nobody presses twice, so a click that arrives nowhere counts
 * as lost only after a long time. A page that is gone, or shows another document, counts as pressed.
 */
async function isHit(page: Page): Promise<boolean> {
  for (let i = 0; i < 200; i += 1) {
    const hit = await page.evaluate(() => Reflect.get(globalThis, 'isHit')).catch(() => true);
    if (hit !== null) return hit !== false;
    await sleep(50);
  }
  return false;
}

/** Waits until an element stays where it is, because nobody can press what still moves. */
async function isAtRest(element: ElementHandle): Promise<void> {
  let before = '';
  await until(async () => {
    const now = JSON.stringify(await element.boundingBox());
    const same = now === before;
    before = now;
    return same;
  });
}
