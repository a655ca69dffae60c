import { setTimeout as sleep } from 'node:timers/promises';
import type { ElementHandle, Page } from 'puppeteer-core';

/*
 * What a person does at a screen: read, type, press. Finds things by the names that a person or a
 * screen reader knows.
 */

/** Waits until something holds. Otherwise throws and names what it waited for. */
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

/** The signs around a name that keep its direction, which nobody sees. */
const UNSEEN = /[\u2068\u2069]/g;

/** Returns the text of an element by its test id; '' while the element is missing. */
export async function textOf(page: Page, testId: string): Promise<string> {
  const text = page.evaluate(
    (id) => document.querySelector(`[data-testid="${id}"]`)?.textContent ?? '',
    testId,
  );
  return await text
    .then((all) => all.replaceAll(UNSEEN, ''))
    .catch((error: unknown) => {
      // The page is loading again right now.
      if (/context was destroyed|no such frame|navigat/i.test(String(error))) return '';
      throw error;
    });
}

/** Returns the control that a label names. */
export async function field(page: Page, label: string): Promise<ElementHandle<HTMLInputElement>> {
  const find = () =>
    page.evaluateHandle((text) => {
      const labels = Array.from(document.querySelectorAll('label'));
      const found = labels.find((one) => one.textContent.trim().startsWith(text));
      if (found?.control instanceof HTMLElement) return found.control;
      return document.querySelector<HTMLElement>(`:is(input, textarea)[aria-label^="${text}"]`);
    }, label);
  await until(async () => (await find()).asElement() !== null, `a field "${label}"`);
  return (await find()).asElement() as ElementHandle<HTMLInputElement>;
}

/**
 * Replaces what is in a field, as a person who pastes does. Tests of the keyboard press the keys
 * themselves.
 */
export async function type(page: Page, label: string, text: string): Promise<void> {
  const input = await field(page, label);
  await page.bringToFront();
  await until(() => input.evaluate(isInShownSection), `the section of "${label}"`);
  await input.evaluate((one, pasted) => {
    one.focus();
    one.select();
    document.execCommand(pasted === '' ? 'delete' : 'insertText', false, pasted);
  }, text);
}

/**
 * Goes to the section of the options page that holds an element, if another one is shown. Returns
 * whether the section is shown; its heading has the focus by then, and takes it from nobody later.
 */
function isInShownSection(one: Element): boolean {
  const section = one.closest('section[hidden]');
  if (section) location.hash = section.id;
  return section === null;
}

/**
 * Goes to the section of the options page that `within` selects, or otherwise to the one that holds
 * the first control of a name, if no shown section has such a control.
 */
async function goToSection(page: Page, name: string, within: string): Promise<void> {
  await page.evaluate(
    (text, selector, controls) => {
      const named = Array.from(document.querySelectorAll(`${selector} ${controls}`))
        .filter((one) => (one.getAttribute('aria-label') ?? one.textContent).trim() === text)
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
  await page.evaluate(() => Reflect.set(globalThis, 'isHit', false));
  // A screen that renders again right now replaces the button, so this looks for it again.
  await until(async () => {
    // A busy page may notice a press only after this stopped waiting for it. Nobody presses twice.
    if (await isHit(page, 1)) return true;
    const element = (await find()).asElement() as ElementHandle<HTMLElement> | null;
    if (!element) return false;
    await element.evaluate(uncover);
    await isAtRest(element);
    await element.evaluate(watchForHit, name);
    return await element.click().then(
      () => isHit(page, 20),
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
 * Notes when a click arrives at a control of this name. A screen may replace the control just
 * before the click: the new one then counts, because pressing it twice would miss what it opened.
 */
function watchForHit(one: Element, name: string): void {
  const hit = ({ target }: Event) => {
    const control = target instanceof Element && target.closest('button, a, summary, [role=tab]');
    if (!control) return;
    const text = control.getAttribute('aria-label') ?? control.textContent;
    if (text.trim() === name) Reflect.set(globalThis, 'isHit', true);
  };
  one.ownerDocument.addEventListener('click', hit, { once: true, capture: true });
}

/**
 * Whether a press arrived: an element that moves at the last moment is missed. A page that is gone
 * counts as pressed.
 */
async function isHit(page: Page, looks: number): Promise<boolean> {
  for (let i = 0; i < looks; i += 1) {
    const hit = await page
      .evaluate(() => Reflect.get(globalThis, 'isHit') !== false)
      .catch(() => true);
    if (hit || i === looks - 1) return hit;
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

/** Presses Next as soon as it is there: the course renders it again with every unit. */
export async function next(page: Page): Promise<void> {
  const clicked = () =>
    page.evaluate(() => {
      const link = document.querySelector<HTMLElement>('a.next-button');
      link?.click();
      return link !== null;
    });
  await until(clicked, 'a Next button');
}
