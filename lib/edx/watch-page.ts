import { pageAddress, readPage } from './read-page.ts';
import { LMS } from './selectors.ts';
import { learnTitles, type KnownTitles } from './subsection-titles.ts';
import type { Report } from './place.ts';

/** However long a page keeps changing, it is watched no longer than this after its address changed. */
export const LONGEST_WATCH = 15_000;
/** Between a change in the page and the look at it, so that many changes cost one look. */
const SOON = 20;
/** A look that comes so much too late: the page was busy, and may not have drawn what it knows. */
const LATE_LOOK = 100;
/** Looks in one second until they get rarer. */
const QUICK_LOOKS = 20;
const RARER = 250;

export interface Watching {
  /** What the page says at this moment, read anew; null while it is not settled. */
  now(): Report | null;
  /** Stops for good and lets go of everything. */
  end(): void;
}

/**
 * Tells where the learner is: once for each change while the tab is in front, and again whenever the
 * tab, its window or a page from the back-forward cache comes to the front. Between two places nothing
 * is alive but a few listeners; on a courseware page of the LMS also an observer of its tab list.
 */
export function watch(page: Window & typeof globalThis, tell: (report: Report) => void): Watching {
  const { document } = page;
  const known: KnownTitles = new Map();
  const ending = new AbortController();
  const observer = new page.MutationObserver(lookSoon);

  let address = pageAddress(page);
  /** Whether the page is observed, until when at the latest, and the next look. */
  let observing = false;
  let until = 0;
  let timer: number | undefined;
  let due = 0;
  /** Looks since this second began. */
  let second = 0;
  let looks = 0;
  /** The last reading, and since when it has been the same. */
  let last = '';
  let since = 0;
  /** Whether the page has said all that was expected at this address. */
  let settled = false;
  let told = '';

  function moved(): void {
    const next = pageAddress(page);
    // A query, a hash, or the same address once more.
    if (next === address) return;
    address = next;
    settled = false;
    begin();
  }

  /** The page came to the front: whoever listens may have heard of another one since. */
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
        attributeFilter: ['src', 'title'],
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
    const reading = readPage(page, known);
    const { report, tellAfter, doneAfter, learn } = reading;
    const text = JSON.stringify([address, reading]);
    if (text !== last || time - due > LATE_LOOK) [last, since] = [text, time];
    const calm = time - since;
    if (learn && calm >= doneAfter) {
      learnTitles(known, learn.subsectionKey, learn.text);
      return look();
    }
    const done = calm >= doneAfter || time >= until;
    if (report && (done || calm >= tellAfter)) tellOnce(report);
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
    // What is told alike of two addresses is told of each.
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
      const { report, tellAfter } = readPage(page, known);
      return tellAfter === 0 || (settled && pageAddress(page) === address) ? report : null;
    },
    end() {
      ending.abort();
      rest();
    },
  };
}
