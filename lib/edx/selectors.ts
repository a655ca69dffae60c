/*
 * Everything that depends on a release of Open edX, as CSS selectors. A list matches every release
 * in it, newest first. Any of them may be missing, because sites replace parts of the page.
 *
 * To add a release, look at its pages and put what is new at the front. For example, a release that
 * draws the course's name as `<h1 data-testid="course-name">` in its header needs
 *
 *   courseTitle: 'header [data-testid="course-name"], header.learning-header .course-title, …',
 *
 * and a page of that release in test/edx/pages.ts. Nothing else in lib/edx names an element.
 */

/**
 * Shown to staff only, who may be looking at the course as someone else. The second is in the
 * Learning MFE and in the shell that will follow it, even if the bar around it is another. The
 * third is the LMS's own.
 */
export const STAFF =
  '[data-testid="instructor-toolbar"],#masquerade-widget-toggle,.wrapper-preview-menu';

/**
 * The name of the signed-in account: the first of these with a text. The first two are the
 * username, in the Learning MFE and on the LMS's own pages. The others are in MIT's header and in
 * the new shell: the full name, or the username if the user gave none.
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
  /**
   * Its `src` names the unit that is shown now. Its `title` is the unit's title and may be empty.
   */
  unitFrame: 'iframe#unit-iframe',
  /** h2 until Lilac, h1 until Quince, h3 since Redwood. */
  unitHeading: '.unit h1,.unit h2,.unit h3',
  /**
   * Breadcrumbs: section and subsection, after `before` other items. The first is for Quince to
   * Teak; the second for releases until Palm, where a link to the home page comes first. Releases
   * since Ulmo have no breadcrumbs.
   */
  crumbs: [
    { items: '[data-testid="breadcrumb-item"]', before: 0 },
    { items: 'nav[aria-label="breadcrumb"] li:not([role="presentation"])', before: 1 },
  ],
  /** Present as soon as the course itself was loaded, also in the shell that will follow. */
  loaded: '.course-tabs-navigation,#courseTabsNavigation',
  /**
   * Where the course is drawn, as soon as it was loaded (in the shell that will follow, always), and
   * in it a loaded subsection: a unit, or what replaces it.
   */
  main: '#main-content',
  sequence: '#main-content .sequence',
  loading: '.spinner-border',
} as const;

/** Pages that the LMS (or Studio) renders itself. */
export const LMS = {
  /** On each of these pages, and never in an MFE. */
  rendered: 'meta[name="openedx-release-line"]',
  courseTitle: '.course-header .course-name',
  sectionTitle: '.breadcrumbs .nav-item-chapter',
  subsectionTitle: '.breadcrumbs .nav-item-section',
  subsection: '.sequence[data-id]',
  /** The units of a subsection. Clicking a unit changes neither address nor history. */
  tabs: '#sequence-list',
  /**
   * Has the unit's key and name as `data-id` and `data-page-title`, and as `data-path` the names of
   * section, subsection and unit with ` > ` between them.
   */
  activeTab: '#sequence-list .nav-item.active',
  /** A block that was opened on its own, outside the MFE's frame. Its key is `data-usage-id`. */
  xblock: '.xblock[data-usage-id]',
  xblockTitle: 'h2.unit-title',
} as const;

/** Present on each page of ibl.ai's learner app, whatever its host is called. */
export const LEARNER_APP_SIGN = 'meta[name="generator"][content="ibl.ai"]';
