import axe, { type RunOptions } from 'axe-core';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { scenesIn } from '../../../dev/screenshots/catalogue.ts';
import { tour } from '../../../dev/screenshots/play-catalogue.ts';
import { cutOff } from '../support/cut-off.ts';

/*
 * Tests each state of the screens: axe finds nothing, and it fits into 320 px, which is also what
 * remains of a window of 640 px at a zoom of 200 %. A popup also fits with large letters.
 */

const ALL: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const COLOURS: RunOptions = { runOnly: { type: 'rule', values: ['color-contrast'] } };

const kind = inject('kind');
const STATES = scenesIn(kind).flatMap(({ names }) => names);
/** What is wrong with a state: what axe found, what is cut off, or why it could not be checked. */
interface Seen {
  readonly axe?: readonly string[];
  readonly narrow?: readonly string[];
  readonly lost?: string;
}

/*
 * A few browsers play all states beside each other, and each test waits for its own state. No wait
 * is then longer than one scene, even on a slow machine.
 */
const seen = new Map(STATES.map((name) => [name, Promise.withResolvers<Seen>()]));
const lost = (name: string, why: string): void => seen.get(name)?.resolve({ lost: why });
let played: Promise<void>;

beforeAll(() => {
  played = tour({
    kind,
    look: async (name, page, { driver }) => {
      await page.evaluate(axe.source);
      const found = await findings(page, ALL);
      // In Firefox this would turn every page dark, also those that another scene looks at.
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

test.each(STATES)('axe finds nothing in: %s', async (name) => {
  const { axe: found, lost: why } = await seenOf(name);
  expect(why).toBeUndefined();
  expect(found).toEqual([]);
});

test.runIf(kind === 'chromium').each(STATES)('320 px are enough for: %s', async (name) => {
  expect((await seenOf(name)).narrow).toEqual([]);
});
