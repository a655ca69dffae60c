import { COURSE, element, go, vertical } from './page.ts';

/*
 * ibl.ai's learner app under test, in the order and with the times of its source: link and
 * breadcrumbs follow the address, the old frame goes after a debounce, and the new frame comes with
 * its token. A token that comes late is drawn all the same.
 */

export const APP_PATH = `/platform/garden/course-content/${COURSE}/course`;
export const appPath = (unit: string): string => `${APP_PATH}?unit_id=${vertical(unit)}`;
export const COURSE_NAME = 'Botany for All';
export const unitName = (unit: string): string => `Unit ${unit}`;
export const lessonName = (unit: string): string => `Lesson ${unit.slice(0, 1)}`;

export type Version = 'earlier' | 'later';

/** Draws head, header and tabs. A narrow window has no link of the Course tab. */
export function drawLearnerApp(version: Version, isNarrow = false): void {
  document.head.innerHTML = '<meta name="generator" content="ibl.ai">';
  document.title = 'Garden School';
  const crumbs =
    version === 'later'
      ? '<nav data-testid="course-unit-breadcrumb"></nav>'
      : '<div class="crumbs"></div>';
  const link = isNarrow
    ? '<button data-testid="course-tabs-overflow-trigger"></button>'
    : `<a class="course" href="${APP_PATH}">Course</a>`;
  document.body.replaceChildren(
    element(`<header><h1 data-testid="navbar-page-title">${COURSE_NAME}</h1></header>`),
    element(
      `<main><div data-testid="course-content-tabs"><div aria-hidden="true"><span>Agent</span><span>Course</span></div><div><a href="${APP_PATH.replace(/course$/, 'agent')}">Agent</a>${link}</div></div>${crumbs}<div class="stage"></div></main>`,
    ),
  );
}

/** Draws what names the unit: the Course tab's link and the breadcrumbs. */
export function drawNames(version: Version, unit: string): void {
  document.querySelector('a.course')?.setAttribute('href', appPath(unit));
  const names = ['Roots', lessonName(unit)];
  const crumbs = document.querySelector('[data-testid="course-unit-breadcrumb"], .crumbs');
  if (!crumbs) return;
  crumbs.innerHTML =
    version === 'later'
      ? `${names.map((name) => `<span data-testid="course-unit-breadcrumb-ancestor">${name}<svg></svg></span>`).join('')}<span aria-current="location">${unitName(unit)}</span>`
      : `${[COURSE_NAME, ...names].map((name) => `<a href="#">${name}</a><svg></svg>`).join('')}<span>${unitName(unit)}</span>`;
}

const stage = (): Element => document.querySelector('.stage') ?? document.body;

export function drawSpinner(): void {
  stage().replaceChildren(element('<svg class="animate-spin"></svg>'));
}

let tokens = 0;

/**
 * Draws the frame, in the element that is there if there is one. Happy-dom, which fills this
 * document, reports for each real frame that it may not load it.
 */
export function drawFrame(): void {
  tokens += 1;
  const there = stage().querySelector('#edx-iframe');
  const frame = there ?? document.createElementNS('http://www.w3.org/2000/svg', 'iframe');
  frame.id = 'edx-iframe';
  frame.setAttribute(
    'src',
    `https://learn.iblai.app/ibl/ai/sso/backend/edx/iframe?sso_auth_token=secret-${tokens}`,
  );
  if (!there) stage().replaceChildren(frame);
}

/** How long (ms) the app needs for each step of a move. */
export interface Paces {
  readonly names: number;
  readonly debounce: number;
  readonly token: number;
}

/** The app while it runs. `after` and `change` come from the page under test. */
export class LearnerApp {
  /** The unit whose page the frame shows; null while there is no frame. */
  shown: string | null = null;
  #wanted: string | null = null;
  #asked: string | null = null;
  /** When (ms) the token that comes last arrives. */
  #last = 0;
  #debounced: ReturnType<typeof setTimeout> | undefined;
  #named: ReturnType<typeof setTimeout> | undefined;
  readonly #version: Version;
  readonly #change: (how: () => void) => void;

  constructor(version: Version, change: (how: () => void) => void) {
    this.#version = version;
    this.#change = change;
  }

  /** Goes to a unit. Without `path`, the address names the unit. */
  move(unit: string, { names, debounce, token }: Paces, path = appPath(unit)): void {
    go(path);
    this.#wanted = unit;
    clearTimeout(this.#named);
    this.#named = setTimeout(() => this.#change(() => drawNames(this.#version, unit)), names);
    clearTimeout(this.#debounced);
    this.#debounced = setTimeout(() => this.#ask(token), debounce);
  }

  /** Moves the names to another unit and keeps the frame, as after a load at an address without. */
  drift(unit: string): void {
    this.#change(() => drawNames(this.#version, unit));
  }

  #ask(token: number): void {
    const unit = this.#wanted;
    if (unit === this.#asked) return;
    this.#asked = unit;
    this.shown = null;
    this.#change(drawSpinner);
    // Tokens come in the order in which they were asked for. Otherwise the app would show one unit
    // under the name of another, and nothing in the page could tell.
    this.#last = Math.max(this.#last, performance.now() + token);
    setTimeout(() => {
      this.shown = unit;
      this.#change(drawFrame);
    }, this.#last - performance.now());
  }
}
