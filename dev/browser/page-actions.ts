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
  patience = 120_000,
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
