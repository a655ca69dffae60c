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
  'preview',
  'studio',
  'instructor',
  'about',
  'public-video',
  'redirect',
  'none',
] as const;
export type View = (typeof VIEWS)[number];

/** What one address says. Keys are decoded, without branch and version; null where it says nothing. */
export interface Location {
  readonly view: View;
  readonly courseKey: string | null;
  readonly subsectionKey: string | null;
  readonly unitKey: string | null;
}

/**
 * Names as the page shows them; absent when not certain. A report of a page has each as one line; once
 * the background has parsed it, only what can be seen is in them, at most 200 characters
 * (`lib/shared/clean-title.ts`).
 */
export interface Titles {
  readonly courseTitle?: string;
  readonly sectionTitle?: string;
  readonly subsectionTitle?: string;
  readonly unitTitle?: string;
}

/** Why a page that belongs to a course is not reported. */
export const BLOCKED_REASONS = ['exam', 'staff', 'preview', 'authoring', 'unknown-course'] as const;
export type BlockedReason = (typeof BLOCKED_REASONS)[number];

/** What the content script found. A blocked page carries no key, no title and no address. */
export type Report =
  | {
      readonly kind: 'place';
      /** Origin and path of the page when it was read; never query or hash. */
      readonly at: string;
      /** Only on a legacy page, whose address does not name the unit. */
      readonly unitKey?: string;
      /** Only on a legacy page, whose address does not name the subsection by its key. */
      readonly subsectionKey?: string;
      readonly titles: Titles;
      /** The account's name as the page shows it, at most 200 characters. Never kept, nor sent on. */
      readonly account?: string;
    }
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
  /** Usage keys of the same course; absent outside a unit. */
  readonly subsectionKey?: string;
  readonly unitKey?: string;
  /** Origin and path. */
  readonly url: string;
  /** ISO 8601, UTC. */
  readonly seenAt: string;
}
