import { setTimeout as sleep } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';

/* What a person does at a screen: read, type, press. Things are found by the names that a person, or
 * a screen reader, knows them by. */

/** Waits until something holds; fails with what it was. */
export async function until(
  holds: () => unknown,
  what = String(holds),
  patience = 60_000,
): Promise<void> {
  const end = Date.now() + patience;
  for (;;) {
    const now = await holds();
    if (now) return;
    if (Date.now() > end) throw new Error(`Waited ${patience} ms in vain for: ${what}`);
    await sleep(100);
  }
}

/** The text of an element by its test id; '' while it is not there. */
export async function textOf(page: Page, testId: string): Promise<string> {
  return await page.evaluate(
    (id) => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? '',
    testId,
  );
}

/** The control that a label names. */
export async function field(page: Page, label: string): Promise<ElementHandle<HTMLInputElement>> {
  const find = () =>
    page.evaluateHandle((text) => {
      const labels = Array.from(document.querySelectorAll('label'));
      const found = labels.find((one) => one.textContent.trim().startsWith(text));
      return found?.control instanceof HTMLElement ? found.control : null;
    }, label);
  await until(async () => (await find()).asElement() !== null, `a field "${label}"`);
  return (await find()).asElement() as ElementHandle<HTMLInputElement>;
}

export async function type(page: Page, label: string, text: string): Promise<void> {
  const input = await field(page, label);
  await page.bringToFront();
  await input.evaluate((one) => {
    one.focus();
    one.select();
  });
  await page.keyboard.press('Backspace');
  await input.type(text);
}

/** Presses a button, link, tab or the like by its name. */
export async function press(page: Page, name: string, within = 'body'): Promise<void> {
  const find = () =>
    page.evaluateHandle(
      (text, selector) => {
        const all = document.querySelectorAll<HTMLElement>(
          `${selector} :is(button, a, summary, [role=tab])`,
        );
        const named = (one: HTMLElement) =>
          (one.getAttribute('aria-label') ?? one.textContent).trim() === text;
        const shown = (one: HTMLElement) =>
          one.checkVisibility() && !one.matches(':disabled, [aria-disabled=true]');
        return Array.from(all).find((one) => named(one) && shown(one)) ?? null;
      },
      name,
      within,
    );
  await until(async () => (await find()).asElement() !== null, `a button "${name}"`);
  // What is not in front cannot be pressed: the browser draws it no more.
  await page.bringToFront();
  // A screen that is drawn anew just then puts another button in its place.
  await until(async () => {
    const element = (await find()).asElement() as ElementHandle<HTMLElement> | null;
    if (!element) return false;
    await isAtRest(element);
    await element.evaluate((one) => {
      Reflect.set(globalThis, 'isHit', false);
      const hit = () => Reflect.set(globalThis, 'isHit', true);
      one.addEventListener('click', hit, { once: true, capture: true });
    });
    return await element.click().then(
      () => isHit(page),
      (error: unknown) => {
        if (/detached|not clickable/.test(String(error))) return false;
        throw error;
      },
    );
  }, `a button "${name}" that stays`);
}

/** Whether a press arrived: what moves away in the last moment is missed. A page that is gone was hit. */
async function isHit(page: Page): Promise<boolean> {
  for (let i = 0; i < 20; i += 1) {
    const hit = await page
      .evaluate(() => Reflect.get(globalThis, 'isHit') !== false)
      .catch(() => true);
    if (hit) return true;
    await sleep(50);
  }
  return false;
}

/** Nobody can press what still moves: waits until it stays where it is. */
async function isAtRest(element: ElementHandle): Promise<void> {
  let before = '';
  await until(async () => {
    const now = JSON.stringify(await element.boundingBox());
    const same = now === before;
    before = now;
    return same;
  });
}

/** Presses Next as soon as it is there: the course draws it anew with every unit. */
export async function next(page: Page): Promise<void> {
  const clicked = () =>
    page.evaluate(() => {
      const link = document.querySelector<HTMLElement>('a.next-button');
      link?.click();
      return link !== null;
    });
  await until(clicked, 'a Next button');
}
