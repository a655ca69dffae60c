/** What a page's address can say about where the learner is. */
export const VIEWS = [
  'unit',
  'subsection',
  'section',
  'course-root',
  'outline',
  'progress',
  'dates',
  'live',
  'discussion',
  'course-end',
  'access-denied',
  'course-tab',
  'legacy-courseware',
  'legacy-course-home',
  'legacy-progress',
  'legacy-tab',
  'xblock',
  'jump',
  'lti',
  'learner-app',
  'learner-app-tab',
  'preview',
  'studio',
  'instructor',
  'about',
  'public-video',
  'redirect',
  'none',
] as const;
export type View = (typeof VIEWS)[number];

/**
 * What one address says. Keys are decoded, without branch and version; null if the address has
 * none.
 */
export interface Location {
  readonly view: View;
  readonly courseKey: string | null;
  readonly subsectionKey: string | null;
  readonly unitKey: string | null;
}

/**
 * Names as the page shows them; absent if not certain. In a page's report each name is one line.
 * After the background has parsed the report, names contain only visible characters, at most 200
 * (`lib/shared/clean-title.ts`).
 */
export interface Titles {
  readonly courseTitle?: string;
  readonly sectionTitle?: string;
  readonly subsectionTitle?: string;
  readonly unitTitle?: string;
}

/** Why Waypoint does not report a page that belongs to a course. */
export const BLOCKED_REASONS = ['exam', 'staff', 'preview', 'authoring', 'unknown-course'] as const;
export type BlockedReason = (typeof BLOCKED_REASONS)[number];

/** What the content script found on a page of a course. */
export interface PlaceReport {
  readonly kind: 'place';
  /** Where the page was when it was read, as `pageUrl` writes it. */
  readonly at: string;
  /** Present only where the page names the unit: on a legacy page, and in the learner app. */
  readonly unitKey?: string;
  /** Present only on a legacy page, because its address does not name the subsection by key. */
  readonly subsectionKey?: string;
  readonly titles: Titles;
  /**
   * The account's name as the page shows it, at most 200 characters. Waypoint never stores it or
   * sends it on.
   */
  readonly account?: string;
}

/** What the content script found. A report of a blocked page has no key, title or address. */
export type Report =
  | PlaceReport
  | { readonly kind: 'blocked'; readonly reason: BlockedReason }
  /** A page of a followed site that belongs to no course. */
  | { readonly kind: 'none' };

/** Where the learner is. */
export interface Place extends Titles {
  /** Origin of the page. */
  readonly site: string;
  readonly view: View;
  /** At most 255 characters. */
  readonly courseKey: string;
  /** Usage keys of blocks of the same course; absent outside a unit. */
  readonly subsectionKey?: string;
  readonly unitKey?: string;
  /** Origin and path; in the learner app also `?unit_id=` and the unit's key. */
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly seenAt: string;
}
