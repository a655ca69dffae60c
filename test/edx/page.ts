import { vi } from 'vitest';
import type { FrontEnd } from '../../lib/edx/front-end.ts';
import { openEdx } from '../../lib/edx/open-edx.ts';
import { emptyMemory, type Memory } from '../../lib/edx/page-memory.ts';
import { watch, type Watching } from '../../lib/edx/watch-page.ts';
import type { Report } from '../../lib/edx/place.ts';

/*
 * A page under test: happy-dom's document with its own address, observer and visibility, so that
 * the test alone decides about time and order.
 */

export const COURSE = 'course-v1:edX+DemoX+Demo_Course';
export const BLOCK = 'block-v1:edX+DemoX+Demo_Course+type@';
export const ROOT = `/course/${COURSE}`;
export const SITE = 'https://learning.edx.org';
export const COURSE_TITLE = 'Demonstration Course';

export const sequential = (id: string): string => `${BLOCK}sequential+block@${id}`;
export const vertical = (id: string): string => `${BLOCK}vertical+block@${id}`;
export const unitPath = (seq: string, unit: string): string =>
  `${ROOT}/${sequential(seq)}/${vertical(unit)}`;

const active = new Set<ObserverUnderTest>();

/** Calls its callback only when `change` says so. */
class ObserverUnderTest {
  readonly #callback: () => void;
  constructor(callback: () => void) {
    this.#callback = callback;
  }
  observe(): void {
    active.add(this);
  }
  disconnect(): void {
    active.delete(this);
  }
  notify(): void {
    this.#callback();
  }
}

let state: DocumentVisibilityState = 'visible';

/** Starts a test with an empty page at the root of the site, in front. */
export function openPage(): void {
  vi.useFakeTimers();
  vi.stubGlobal('MutationObserver', ObserverUnderTest);
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
  Object.defineProperty(window, 'navigation', { configurable: true, value: new EventTarget() });
  state = 'visible';
  history.replaceState(null, '', '/');
  document.body.innerHTML = '';
  document.title = 'Course | edX';
}

export function closePage(): void {
  active.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
}

/** Returns how many observers and timers are alive. */
export function alive(): number {
  return active.size + vi.getTimerCount();
}

export function after(ms: number): void {
  vi.advanceTimersByTime(ms);
}

/** Changes the page and lets the observer know. */
export function change(how: () => void): void {
  how();
  for (const observer of active) observer.notify();
}

/** Changes the address like `pushState`. */
export function go(path: string): void {
  history.pushState(null, '', path);
  window.navigation.dispatchEvent(new Event('currententrychange'));
}

export function show(next: DocumentVisibilityState): void {
  state = next;
  document.dispatchEvent(new Event('visibilitychange'));
}

export function element(html: string): Element {
  const holder = document.createElement('template');
  holder.innerHTML = html;
  const [first] = holder.content.children;
  if (!first) throw new Error('no element');
  return first;
}

/** Draws the header and the tabs of a loaded course. */
export function drawCourse(title = COURSE_TITLE): void {
  document.body.append(
    element(
      `<header class="learning-header"><div class="course-title-lockup"><span>edX DemoX</span><span class="course-title"></span></div></header>`,
    ),
    element('<main id="main-content"><div class="sequence"></div></main>'),
  );
  const name = document.querySelector('.course-title');
  if (name) name.textContent = title;
}

export function clearUnit(): void {
  document.querySelector('.unit')?.remove();
}

/**
 * Makes an element that matches the selectors for a frame. Happy-dom, which fills this document,
 * reports for each real frame that it may not load it.
 */
export function makeFrame(src: string, title: string | null): Element {
  const frame = document.createElementNS('http://www.w3.org/2000/svg', 'iframe');
  frame.id = 'unit-iframe';
  if (title !== null) frame.setAttribute('title', title);
  return Object.assign(frame, { src });
}

/**
 * Draws heading and frame of a unit together. For a unit that the course does not have, the app has
 * no title, not even an empty one.
 */
export function drawUnit(unitKey: string, title: string | null): void {
  clearUnit();
  const unit = element('<div class="unit"><h3 class="h3"></h3></div>');
  const src = `https://courses.edx.org/xblock/${unitKey}?exam_access=secret&view=student_view`;
  unit.append(makeFrame(src, title));
  if (unit.firstChild) unit.firstChild.textContent = title;
  document.body.append(unit);
}

export function setTitle(subsection: string, section: string, course = COURSE_TITLE): void {
  document.title = `${subsection} | ${section} | ${course} | edX`;
}

/** Returns a memory in which one subsection has these names. */
export const remembering = (subsectionKey: string, names: string): Memory => ({
  ...emptyMemory(),
  titles: new Map([[subsectionKey, names]]),
});

export interface Watched extends Watching {
  readonly reports: Report[];
  /** Returns the last report. */
  last(): Report | undefined;
}

/** Watches the page. `told` gets each report at the moment at which it is sent. */
export function startWatching(
  frontEnd: FrontEnd = openEdx,
  told: (report: Report) => void = () => undefined,
): Watched {
  const reports: Report[] = [];
  const watching = watch(window, frontEnd, (report) => {
    reports.push(report);
    told(report);
  });
  return { ...watching, reports, last: () => reports.at(-1) };
}

/** Returns the report of a place on the site under test. */
export function placeAt(path: string, titles: object): Report {
  return { kind: 'place', at: SITE + path, titles: { courseTitle: COURSE_TITLE, ...titles } };
}
