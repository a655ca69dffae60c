import type { KnownTitles } from './subsection-titles.ts';

/** What Waypoint keeps of a document between two looks. It never leaves the page. */
export interface Memory {
  readonly titles: KnownTitles;
  /** The frame that ibl.ai's learner app drew last. */
  frame: Frame;
  /** How often the address changed, also while the tab was not in front. */
  moves: number;
  /** The last move at which the page was read, and whether it came before the last unit's frame. */
  spot: { readonly moves: number; readonly isOvertaken: boolean };
}

export interface Frame {
  readonly element: Element | null;
  /** How many frames the app drew before this one. */
  readonly number: number;
  /** The unit that the page's link named when the frame was first seen. */
  readonly first: string | null;
  /** The unit that the frame shows; null while that is not certain. */
  readonly unitKey: string | null;
}

export const emptyMemory = (): Memory => ({
  titles: new Map(),
  frame: { element: null, number: 0, first: null, unitKey: null },
  moves: 0,
  spot: { moves: 0, isOvertaken: false },
});
