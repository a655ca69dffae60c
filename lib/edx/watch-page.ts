import type { FrontEnd } from './front-end.ts';
import { emptyMemory } from './page-memory.ts';
import { LMS } from './selectors.ts';
import type { Report } from './place.ts';

/**
 * Longest time (ms) that a page is watched after its address changed, even if it keeps changing.
 */
export const LONGEST_WATCH = 15_000;
/**
 * Wait (ms) between a change in the page and the look at it, so that many changes cost one look.
 */
const SOON = 20;
/**
 * A look that comes later than planned by more than this (ms) starts the wait again: the page was
 * busy and may not have drawn everything it has.
 */
const LATE_LOOK = 100;
/** After this many looks in one second, looks become rarer: one every `RARER` ms. */
const QUICK_LOOKS = 20;
const RARER = 250;

export interface Watching {
  /** Reads the page now and returns its report; null while the page is not settled. */
  now(): Report | null;
  /** Stops for good and removes every listener. */
  end(): void;
}

/**
 * Reports where the learner is: once for each change while the tab is in front, and again whenever
 * the tab, its window or a page from the back-forward cache comes to the front. Between two places
 * only a few listeners remain, and on a courseware page of the LMS an observer of its tab list.
 */
export function watch(
  page: Window & typeof globalThis,
  frontEnd: FrontEnd,
  tell: (report: Report) => void,
): Watching {
  const { document } = page;
  const memory = emptyMemory();
  const ending = new AbortController();
  const observer = new page.MutationObserver(lookSoon);

  let address = frontEnd(page).at;
  /** Whether the page is observed, until when at the latest, and when the next look is due. */
  let observing = false;
  let until = 0;
  let timer: number | undefined;
  let due = 0;
  /** The current second's start, and the looks since then. */
  let second = 0;
  let looks = 0;
  /** The last reading, and since when the page has said the same. */
  let last = '';
  let since = 0;
  /** Whether the page has said everything that was expected at this address. */
  let settled = false;
  let told = '';

  function moved(): void {
    const next = frontEnd(page).at;
    // Only a part of the query or the hash changed that names no place, or nothing at all.
    if (next === address) return;
    address = next;
    memory.moves += 1;
    settled = false;
    begin();
  }

  /**
   * The page came to the front. The worker may have heard of another page since, so report again.
   */
  function front(): void {
    told = '';
    begin();
  }

  function begin(): void {
    if (!inFront()) return rest();
    last = '';
    until = clock() + LONGEST_WATCH;
    if (!observing) {
      observing = true;
      observer.disconnect();
      observer.observe(document, {
        subtree: true,
        childList: true,
        characterData: true,
        attributeFilter: ['src', 'title', 'href'],
      });
    }
    lookSoon();
  }

  function rest(): void {
    observer.disconnect();
    observing = false;
    page.clearTimeout(timer);
    timer = undefined;
  }

  function lookSoon(): void {
    lookIn(looks > QUICK_LOOKS ? RARER : SOON);
  }

  function lookIn(wait: number): void {
    const time = clock() + wait;
    if (timer !== undefined && due <= time) return;
    page.clearTimeout(timer);
    due = time;
    timer = page.setTimeout(look, wait);
  }

  function look(): void {
    timer = undefined;
    if (!inFront()) return rest();
    const time = clock();
    if (time - second > 1_000) [second, looks] = [time, 0];
    looks += 1;
    const reading = frontEnd(page).look(memory);
    const { report, tellAfter, doneAfter, learn } = reading;
    const text = JSON.stringify([address, reading]);
    if (text !== last || time - due > LATE_LOOK) [last, since] = [text, time];
    const calm = time - since;
    const learned = calm >= doneAfter && learn;
    if (learned) learned.keep();
    const done = calm >= doneAfter || time >= until;
    if (learned) tellOnce(learned.report);
    else if (report && (done || calm >= tellAfter)) tellOnce(report);
    if (done) return settle();
    const next = calm < tellAfter ? tellAfter : doneAfter;
    lookIn(Math.max(1, Math.min(next - calm, until - time)));
  }

  function settle(): void {
    settled = true;
    rest();
    const tabs = document.querySelector(LMS.tabs);
    if (tabs)
      observer.observe(tabs, { subtree: true, attributeFilter: ['class', 'aria-selected'] });
  }

  function tellOnce(report: Report): void {
    // The same report for two addresses is sent for each of them.
    const text = address + JSON.stringify(report);
    if (text === told) return;
    told = text;
    tell(report);
  }

  function inFront(): boolean {
    return document.visibilityState === 'visible';
  }

  function clock(): number {
    return page.performance.now();
  }

  function on(target: EventTarget, type: string, heard: (event: Event) => void): void {
    target.addEventListener(type, heard, { signal: ending.signal });
  }

  if (page.navigation) on(page.navigation, 'currententrychange', moved);
  else for (const type of ['popstate', 'hashchange']) on(page, type, moved);
  on(document, 'visibilitychange', () => (inFront() ? front() : rest()));
  on(page, 'focus', front);
  on(page, 'pageshow', (event) => {
    if ('persisted' in event && event.persisted === true) front();
  });
  begin();

  return {
    now() {
      const { report, tellAfter } = frontEnd(page).look(memory);
      return tellAfter === 0 || (settled && frontEnd(page).at === address) ? report : null;
    },
    end() {
      ending.abort();
      rest();
    },
  };
}
