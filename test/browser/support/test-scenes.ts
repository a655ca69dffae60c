import axe from 'axe-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { tour } from '../../../dev/screenshots/play-catalogue.ts';
import type { Scene } from '../../../dev/screenshots/scene.ts';
import { ALL, COLOURS, findings } from './looks/axe-findings.ts';
import { cutOff } from './looks/cut-off.ts';

/** What is wrong with a state: what axe found, what is cut off, or why it could not be checked. */
interface Seen {
  readonly axe?: readonly string[];
  readonly narrow?: readonly string[];
  readonly lost?: string;
}

/**
 * Tests each state of some scenes: axe finds nothing, and it fits into 320 px, which is also what
 * remains of a window of 640 px at a zoom of 200 %. A popup also fits with large letters. A few
 * browsers play the scenes beside each other, and each test waits for its own state. No wait is
 * then longer than one scene, even on a slow machine.
 */
export function testScenes(scenes: readonly Scene[]): void {
  const kind = inject('kind');
  const states = scenes.flatMap(({ names }) => names);
  const seen = new Map(states.map((name) => [name, Promise.withResolvers<Seen>()]));
  const lost = (name: string, why: string): void => seen.get(name)?.resolve({ lost: why });
  const seenOf = async (name: string): Promise<Seen> => (await seen.get(name)?.promise) ?? {};
  let played: Promise<void>;

  beforeAll(() => {
    played = tour({
      kind,
      scenes,
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
      for (const name of states) lost(name, String(error));
    });
  });

  afterAll(() => played);

  test.each(states)('axe finds nothing in: %s', async (name) => {
    const { axe: found, lost: why } = await seenOf(name);
    expect(why).toBeUndefined();
    expect(found).toEqual([]);
  });

  test.runIf(kind === 'chromium').each(states)('320 px are enough for: %s', async (name) => {
    expect((await seenOf(name)).narrow).toEqual([]);
  });
}
