/*
 * Everything that depends on a release of ibl.ai's learner app, as CSS selectors. The sign of the
 * app is in `lib/edx/selectors.ts`, and its exams are in `lib/edx/exam.ts`.
 */

export const LEARNER_APP = {
  /** Names other pages too, and is empty until the course was loaded. */
  courseTitle: '[data-testid="navbar-page-title"]',
  /** The Course tab's link names the unit. There is none while the tab is in a closed menu. */
  links: 'a[href*="/course-content/"]',
  /**
   * The labels of all tabs, for measuring, also of those in a closed menu; and the labels of those
   * that only staff have, which are not translated.
   */
  labels: '[data-testid="course-content-tabs"] [aria-hidden] *',
  staffLabels: /^(?:Instructor|Configuration|Authoring|Analytics)$/,
  /** A menu, and links to pages, that only staff have. */
  staff:
    '[data-testid="course-tabs-staff-trigger"],a:is([href$="/instructor"],[href$="/configuration"],[href$="/analytics"],[href$="/gradebook"])[href*="/course-content/"]',
  unitTitle: '[data-testid="course-unit-breadcrumb"] [aria-current]',
  ancestors: '[data-testid="course-unit-breadcrumb-ancestor"]',
  /** Until August 2026: in one element, links for course, section and subsection, then the unit. */
  oldUnitTitle: 'main a[href="#"]~span:last-child',
  oldAncestors: 'a[href="#"]',
  /** Shows the unit, or another page of the course. Its address holds a secret. */
  frame: '#edx-iframe[src*="/ibl/ai/sso/backend/edx/iframe"]',
  loading: '.animate-spin',
} as const;
