import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { scenesIn } from '../../dev/screens/catalogue.ts';
import { layOut } from '../../dev/screens/stage.ts';
import { isPopup, tour } from '../../dev/screens/tour.ts';

/* Each state of the screens: axe finds nothing in it, and it fits into 320 px, which is also what is
 * left of a window of 640 px at a zoom of 200 %. */

const ALL: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

const kind = inject('kind');
const STATES = scenesIn(kind).flatMap(({ names }) => names);
/** What is wrong with a state: what axe found, what is cut off, or why nobody could look. */
interface Seen {
  readonly axe?: readonly string[];
  readonly narrow?: readonly string[];
  readonly lost?: string;
}

/* All are played in a few browsers beside each other, and each test waits for its own state: so a
 * slow machine makes no single wait longer than a scene. */
const seen = new Map(STATES.map((name) => [name, Promise.withResolvers<Seen>()]));
const lost = (name: string, why: string): void => seen.get(name)?.resolve({ lost: why });
let played: Promise<void>;

beforeAll(() => {
  played = tour({
    kind,
    look: async (name, page, { driver }) => {
      await page.evaluate(axe.source);
      const found = await findings(page, ALL);
      // Every page of Firefox would turn dark, also where another look is at work.
      if (kind === 'chromium') {
        await driver.colours(page, 'dark');
        found.push(...(await findings(page, COLOURS)).map((one) => `dark: ${one}`));
        await driver.colours(page, 'light');
      }
      const narrow = kind === 'chromium' ? await cutOff(page) : [];
      seen.get(name)?.resolve({ axe: found, narrow });
    },
    lost,
  }).catch((error: unknown) => {
    for (const name of STATES) lost(name, String(error));
  });
});

afterAll(() => played);

const seenOf = async (name: string): Promise<Seen> => (await seen.get(name)?.promise) ?? {};

async function findings(page: Page, options: RunOptions): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const found = await (Reflect.get(globalThis, 'axe') as typeof axe).run(document, {
      ...rules,
      resultTypes: ['violations'],
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
    );
  }, options);
}

/** What reaches out of a window of 320 px, or is cut off inside it. */
async function cutOff(page: Page): Promise<string[]> {
  const before = page.viewport();
  // A popup that the toolbar's icon opened is never so narrow.
  if (!before) return [];
  await page.setViewport({ width: 320, height: 600, deviceScaleFactor: 2 });
  // A popup has its own width; so narrow is only what is in a tab.
  if (isPopup(before)) await layOut(page, 'tab');
  const found = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
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
    return scrollWidth > clientWidth ? [`${scrollWidth} px wide`, ...words] : words;
  });
  if (isPopup(before)) await layOut(page, 'popup');
  await page.setViewport(before);
  return found;
}

test.each(STATES)('%s: axe finds nothing', async (name) => {
  const { axe: found, lost: why } = await seenOf(name);
  expect(why).toBeUndefined();
  expect(found).toEqual([]);
});

test.runIf(kind === 'chromium').each(STATES)('%s: fits into 320 px', async (name) => {
  expect((await seenOf(name)).narrow).toEqual([]);
});
