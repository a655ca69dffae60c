/*
 * Everything that depends on a release of Open edX, as CSS selectors. A list matches any release that
 * is in it, newest first; every one of them may be missing, since sites replace parts of the page.
 *
 * To add a release, look at its pages and put what is new in front of what is there. An example: a
 * release that draws the course's name as `<h1 data-testid="course-name">` in its header needs
 *
 *   courseTitle: 'header [data-testid="course-name"], header.learning-header .course-title, …',
 *
 * and a page of that release in test/edx/pages.ts. Nothing else in lib/edx names an element.
 */

/**
 * In the Learning MFE: the clock of an exam that runs; the page before or after one, of any kind and in
 * any state (to begin, to resume, handed in, over, refused, failed); what stands below such a page; and
 * an exam that the app could not get. The `$=` takes what all kinds and states of a page have in common.
 */
const MFE_EXAM = [
  '="exam-timer"',
  '="end-button"',
  '$="exam-instructions-title"',
  '$="exam-button"',
  '="exam-loading-spinner"',
  '="exam-api-error-component"',
  '="unknown-status-error"',
]
  .map((id) => `[data-testid${id}]`)
  .join();

/**
 * Any of these means an exam, timed, proctored or (on the LMS's own pages, the last one) the exam that
 * opens a course. An entrance exam that is not timed has no sign of its own in the MFE.
 */
export const EXAM = `${MFE_EXAM},.footer-sequence,.exam-timer,.timed-exam,.proctored-exam,p.sequential-status-message`;

/**
 * Whoever sees this is staff, and may be looking as someone else. The second is in the Learning MFE and
 * in the shell that is to follow it, also where the bar around it is another; the third is the LMS's own.
 */
export const STAFF =
  '[data-testid="instructor-toolbar"],#masquerade-widget-toggle,.wrapper-preview-menu';

/**
 * The name of the account that is signed in: the first of these that says something. The first two
 * are the username, in the Learning MFE and on the LMS's own pages; the others the full name, or the
 * username of who gave none, in MIT's header and in the new shell.
 */
export const ACCOUNT = [
  '.user-dropdown [data-hj-suppress]',
  '.menu-title .username',
  '.user-menu-name',
  '#user-nav-dropdown',
] as const;

/** The Learning MFE (Juniper, 2020, and later). */
export const MFE = {
  header: 'header.learning-header',
  courseTitle: 'header.learning-header .course-title',
  /** Its `src` names the unit that is shown now, its `title` is the unit's, and may be empty. */
  unitFrame: 'iframe#unit-iframe',
  /** h2 until Lilac, h1 until Quince, h3 since Redwood. */
  unitHeading: '.unit h1,.unit h2,.unit h3',
  /**
   * Breadcrumbs: section and subsection, behind so many other items. Quince to Teak; until Palm,
   * where the way home comes first. None since Ulmo.
   */
  crumbs: [
    { items: '[data-testid="breadcrumb-item"]', before: 0 },
    { items: 'nav[aria-label="breadcrumb"] li:not([role="presentation"])', before: 1 },
  ],
  /** There as soon as the course itself could be loaded. */
  loaded: '#courseTabsNavigation,#main-content',
  /** Where the course is drawn, and in it a subsection that is loaded: a unit, or what is in its place. */
  main: '#main-content',
  sequence: '#main-content .sequence',
  loading: '.spinner-border',
} as const;

/** Pages that the LMS (or Studio) renders itself. */
export const LMS = {
  /** In each of them, and never in an MFE. */
  rendered: 'meta[name="openedx-release-line"]',
  courseTitle: '.course-header .course-name',
  sectionTitle: '.breadcrumbs .nav-item-chapter',
  subsectionTitle: '.breadcrumbs .nav-item-section',
  subsection: '.sequence[data-id]',
  /** The units of a subsection; clicking one changes neither address nor history. */
  tabs: '#sequence-list',
  /**
   * With the unit's key and name as `data-id` and `data-page-title`, and as `data-path` the names of
   * section, subsection and unit with ` > ` between them.
   */
  activeTab: '#sequence-list .nav-item.active',
  /** A block that was opened on its own, outside of the MFE's frame; its key is `data-usage-id`. */
  xblock: '.xblock[data-usage-id]',
  xblockTitle: 'h2.unit-title',
} as const;
