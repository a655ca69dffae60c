import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';

/** A control that has the focus. */
export interface Stop {
  /** The name by which a person knows the control; '' for the page itself. */
  readonly name: string;
  /** The element's number, counted in the order in which elements were met. */
  readonly id: number;
  /** Whether a person can see the control and see that it has the focus. */
  readonly seen: boolean;
  readonly inDialog: boolean;
}

/**
 * Functions for use in a page. Each question defines them again, because pages have none of their
 * own.
 */
const TOOLS = `
  const met = (globalThis.met ??= []);
  const idOf = (one) => (met.includes(one) ? met.indexOf(one) : met.push(one) - 1);
  const nameOf = (one) =>
    (one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent).trim();
  const isSeen = (one) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    const label = one.matches('[type=radio]') ? getComputedStyle(one.closest('label') ?? one) : null;
    const ring = (style, width) => style !== 'none' && parseFloat(width) >= 1;
    const sibling = one.nextElementSibling && getComputedStyle(one.nextElementSibling);
    const parent = getComputedStyle(one.parentElement);
    const rings = [[outlineStyle, outlineWidth]];
    for (const other of [label, sibling, parent])
      if (other) rings.push([other.outlineStyle, other.outlineWidth]);
    const { top, bottom, left, right } = one.getBoundingClientRect();
    const inside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
    return inside && rings.some(([style, width]) => ring(style, width));
  };`;

/** Returns what has the focus. */
export async function focused(page: Page): Promise<Stop> {
  return (await page.evaluate(`(() => { ${TOOLS}
    const one = document.activeElement ?? document.body;
    const isPage = one.matches('html, body, [data-edge]');
    return {
      name: isPage ? '' : nameOf(one),
      id: isPage ? -1 : idOf(one),
      seen: isSeen(one),
      inDialog: one.closest('dialog') !== null,
    };
  })()`)) as Stop;
}

type Way = 'Tab' | 'Shift+Tab';

/** Moves to the next control, or to the one before, and returns it. */
export async function step(page: Page, way: Way): Promise<Stop> {
  const here = await page.evaluateHandle(() => document.activeElement);
  if (way === 'Shift+Tab') await page.keyboard.down('Shift');
  await page.keyboard.press('Tab');
  if (way === 'Shift+Tab') await page.keyboard.up('Shift');
  // The key needs a moment to arrive, so an unchanged focus is no answer yet.
  for (let i = 0; i < 20; i += 1) {
    if (await page.evaluate((before) => document.activeElement !== before, here)) break;
    await sleep(50);
  }
  return atRest(page);
}

/** Returns all controls from one end of the page to the other. */
export async function walk(page: Page, way: Way): Promise<readonly Stop[]> {
  await toEdge(page, way === 'Tab' ? 'first' : 'last');
  const stops: Stop[] = [];
  for (let at = await step(page, way); at.id >= 0; at = await step(page, way)) {
    if (stops.some(({ id }) => id === at.id)) throw new Error(`The focus is caught at ${at.name}.`);
    stops.push(at);
  }
  // One more step from the last edge would leave the page.
  await toEdge(page, 'first');
  return stops;
}

/** Returns the controls of the open dialog, starting with the one that has the focus. */
export async function walkDialog(page: Page): Promise<readonly Stop[]> {
  const stops = [await focused(page)];
  const count = await page.evaluate(
    () =>
      Array.from(document.querySelectorAll('dialog[open] :is(a, button, input, summary)')).filter(
        (one) => one.checkVisibility(),
      ).length,
  );
  while (stops.length < count) stops.push(await step(page, 'Tab'));
  return stops;
}

/** Returns what has the focus once the page has scrolled there. */
async function atRest(page: Page): Promise<Stop> {
  let at = await focused(page);
  for (let i = 0; i < 20 && at.id >= 0 && !at.seen; i += 1) {
    await sleep(50);
    at = await focused(page);
  }
  return at;
}

/**
 * Moves the focus before the first control or behind the last one. Two elements mark the ends,
 * because at the end of a page Firefox would move on to its own buttons, where no test can follow.
 */
export async function toEdge(page: Page, which: 'first' | 'last'): Promise<void> {
  await page.bringToFront();
  await page.evaluate((edge) => {
    for (const name of ['first', 'last'] as const) {
      if (document.querySelector(`[data-edge=${name}]`)) continue;
      const mark = document.createElement('span');
      mark.dataset['edge'] = name;
      mark.tabIndex = 0;
      if (name === 'first') document.body.prepend(mark);
      else document.body.append(mark);
    }
    document.querySelector<HTMLElement>(`[data-edge=${edge}]`)?.focus();
  }, which);
}

/** Returns the visible controls that are not among `stops`. */
export async function missed(page: Page, stops: readonly Stop[]): Promise<string[]> {
  const ids = JSON.stringify(stops.map(({ id }) => id));
  return (await page.evaluate(`(() => { ${TOOLS}
    const all = document.querySelectorAll(
      'a[href], button, input, select, textarea, summary, [role=tab], [role=tabpanel], [tabindex="0"]');
    const isAlone = (one) => {
      // One of a group stands for all: arrow keys go from one to the next.
      if (one.matches('[type=radio]:not(:checked), [role=tab][aria-selected=false]')) return false;
      return !one.matches('[data-edge]') && one.checkVisibility() && !one.disabled && one.tabIndex >= 0;
    };
    return [...all].filter((one) => isAlone(one) && !${ids}.includes(idOf(one))).map(nameOf);
  })()`)) as string[];
}
