import { lineOf } from './line.ts';
import type { BlockedReason, PlaceReport, Report, Titles } from './place.ts';

/** What the page says at one moment, and how far Waypoint can trust it. */
export interface Reading {
  /** Null while the page is loading. */
  readonly report: Report | null;
  /**
   * How long (ms) the page must have said the same before the report is sent. 0: certain at once.
   */
  readonly tellAfter: number;
  /** How long (ms) the page must have said the same before nothing more is expected of it. */
  readonly doneAfter: number;
  /**
   * What is certain if the page still says the same when it is done: the report that then has it,
   * and how to remember it.
   */
  readonly learn?: { readonly report: PlaceReport; readonly keep: () => void };
  /** Differs if the page drew a part anew that looks the same. */
  readonly drawn?: number;
}

/** After this long (ms) without change, what the page shows belongs to its address. */
export const CALM = 250;
/** After this long (ms) without change, a page that has not said enough will not say more. */
export const LATE = 2_000;

export function reading(report: Report | null, tellAfter: number, doneAfter = tellAfter): Reading {
  return { report, tellAfter, doneAfter };
}

export function blocked(reason: BlockedReason): Report {
  return { kind: 'blocked', reason };
}

/** Returns the text of the first element that matches, as one line; undefined if there is none. */
export function textOf(document: Document, selector: string): string | undefined {
  return lineOf(document.querySelector(selector)?.textContent);
}

/** Returns only the titles that are defined. */
export function titlesOf(all: { [Name in keyof Titles]?: string | undefined }): Titles {
  return Object.fromEntries(Object.entries(all).filter(([, title]) => title !== undefined));
}
