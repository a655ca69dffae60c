import type { Page } from 'puppeteer-core';
import type { Driver } from '../../../dev/browser/driver.ts';
import type { Place } from '../../../lib/edx/place.ts';
import type { Seen } from '../../../lib/store/items/tabs.ts';
import type { Says } from './expected-status.ts';

/** What the background last heard from each open tab, by the tab's address; null if nothing. */
export type Heard = ReadonlyMap<string, Seen | null>;

export function heard(driver: Driver): Promise<Heard> {
  const mine = turn.then(() => ask(driver));
  turn = mine.catch(() => undefined);
  return mine;
}

/**
 * Asks one question at a time, because a driver that detaches from the background ends other
 * questions.
 */
let turn: Promise<unknown> = Promise.resolve();

async function ask(driver: Driver): Promise<Heard> {
  const pairs = await driver.inBackground<[string, Seen | null][]>(`
    Promise.all([browser.tabs.query({}), browser.storage.session.get('tabs')]).then(
      ([open, { tabs }]) => open.map(({ id, url = '' }) => [
        url,
        (tabs?.data.tabs ?? []).find(({ tabId }) => tabId === id)?.seen ?? null,
      ]),
    )`);
  return new Map(pairs);
}

/**
 * Returns the same for one page. Returns null also while the page closes and cannot say where it
 * is.
 */
export async function heardOf(driver: Driver, page: Page): Promise<Seen | null> {
  const url = await page.evaluate(() => location.href).catch(() => '');
  return (await heard(driver)).get(url) ?? null;
}

const titlesIn = ({ courseTitle, sectionTitle, subsectionTitle, unitTitle }: Place) =>
  Object.fromEntries(
    Object.entries({ courseTitle, sectionTitle, subsectionTitle, unitTitle }).filter(
      ([, title]) => title !== undefined,
    ),
  );

/** Returns what was heard in the form of `asSaid`, so that a test can compare both. */
export function asSeen(seen: Seen | null): object {
  if (seen?.kind === 'blocked') return { kind: seen.kind, reason: seen.reason };
  if (seen?.kind !== 'place') return seen ?? { kind: 'unread' };
  const { courseKey, unitKey, subsectionKey } = seen.place;
  return { kind: 'place', courseKey, subsectionKey, unitKey, titles: titlesIn(seen.place) };
}

export function asSaid(says: Says, seen: Seen | null): object {
  if (says.kind === 'saved') {
    const { course, subsection, unit } = says.place;
    return {
      kind: 'place',
      courseKey: course.key,
      ...(says.alone ? {} : { subsectionKey: subsection.key }),
      unitKey: unit.key,
      titles: says.titles,
    };
  }
  if (says.kind !== 'shown') return says;
  const { courseKey, unitKey, titles } = says;
  // A known subsection without a unit matters only to the page, so any is accepted.
  const subsectionKey = seen?.kind === 'place' ? seen.place.subsectionKey : undefined;
  return { kind: 'place', courseKey, subsectionKey, unitKey, titles };
}
