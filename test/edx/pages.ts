import { drawCourse, drawUnit, element, setTitle } from './page.ts';

/* What the pages of each release look like to the content script. A new release is one more row. */

export interface Release {
  readonly name: string;
  readonly heading: 'h1' | 'h2' | 'h3';
  /** How a page marks the items of its breadcrumbs. There are no breadcrumbs since Ulmo. */
  readonly crumbs: 'nav' | 'testid' | 'none';
  /** Whether the document's title contains subsection, section and course. */
  readonly titled: boolean;
}

export const RELEASES: readonly Release[] = [
  { name: 'Juniper', heading: 'h2', crumbs: 'nav', titled: false },
  { name: 'Koa to Lilac', heading: 'h2', crumbs: 'nav', titled: true },
  { name: 'Maple to Palm', heading: 'h1', crumbs: 'nav', titled: true },
  { name: 'Quince', heading: 'h1', crumbs: 'testid', titled: true },
  { name: 'Redwood to Teak', heading: 'h3', crumbs: 'testid', titled: true },
  { name: 'Ulmo and Verawood', heading: 'h3', crumbs: 'none', titled: true },
];

/** Draws breadcrumbs the way a release does, in place of older ones. */
export function drawCrumbs(kind: Release['crumbs'], section: string, subsection: string): void {
  document.querySelector('nav[aria-label="breadcrumb"]')?.remove();
  if (kind === 'none') return;
  const mark = kind === 'testid' ? ' data-testid="breadcrumb-item"' : '';
  const nav = element(`<nav aria-label="breadcrumb"><ol><li><a href="/home">Course</a></li>
    <li role="presentation" aria-hidden="true">/</li><li class="crumb"${mark}><a></a></li>
    <li role="presentation" aria-hidden="true">/</li><li class="crumb"${mark}><a></a></li></ol></nav>`);
  const [one, two] = nav.querySelectorAll('.crumb a');
  if (one) one.textContent = section;
  if (two) two.textContent = subsection;
  document.body.append(nav);
}

export interface Shown {
  readonly unitKey: string;
  readonly unitTitle: string;
  readonly section: string;
  readonly subsection: string;
}

/** Draws a unit the way a release does, all at once. */
export function drawRelease(release: Release, shown: Shown): void {
  const { unitKey, unitTitle, section, subsection } = shown;
  drawCourse();
  drawUnit(unitKey, unitTitle);
  const heading = document.createElement(release.heading);
  heading.textContent = unitTitle;
  document.querySelector('.unit h3')?.replaceWith(heading);
  drawCrumbs(release.crumbs, section, subsection);
  if (release.titled) setTitle(subsection, section);
}

/** Pages that show something else in place of a unit, inside the course. */
export const INSTEAD_OF_A_UNIT: Record<string, string> = {
  'a locked subsection': '<div class="sequence"><h3>Content Locked</h3><button>Go</button></div>',
  'a subsection that is hidden after it was due':
    '<div class="alert"><h3>The due date has passed</h3></div>',
  'an empty subsection': '<p>There is no content here.</p>',
  'an error of the app': '<div class="container"><p>An unexpected error occurred.</p></div>',
};

export interface Courseware {
  readonly unitKey?: string;
  readonly subsectionKey?: string;
  readonly unitTitle?: string;
  /** If missing, the page has no breadcrumbs. */
  readonly crumbs?: readonly [section: string, subsection: string];
  readonly path?: string;
}

/** Draws a courseware page of the LMS with one tab. */
export function drawCourseware(page: Courseware): void {
  const { unitKey = '', subsectionKey = '', unitTitle = 'One', crumbs, path } = page;
  const [section, subsection] = crumbs ?? [];
  document.body.append(
    element(
      `<div class="course-header"><span class="course-name">Demonstration Course</span></div>`,
    ),
    element(`<nav class="breadcrumbs"><span class="nav-item nav-item-chapter"></span>
      <span class="nav-item nav-item-section"></span></nav>`),
    element(`<div class="sequence"><ol id="sequence-list">
      <li><button class="nav-item active"></button></li></ol></div>`),
  );
  document.querySelector('.sequence')?.setAttribute('data-id', subsectionKey);
  const tab = document.querySelector('.nav-item.active');
  tab?.setAttribute('data-id', unitKey);
  tab?.setAttribute('data-page-title', unitTitle);
  if (path !== undefined) tab?.setAttribute('data-path', path);
  const [one, two] = document.querySelectorAll('.breadcrumbs .nav-item');
  if (one) one.textContent = section ?? '';
  if (two) two.textContent = subsection ?? '';
}
