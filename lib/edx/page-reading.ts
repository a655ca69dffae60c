import { lineOf } from './line.ts';
import type { BlockedReason, Report, Titles } from './place.ts';

/** What the page says at one moment, and how far that can be trusted. */
export interface Reading {
  /** Null while the page is loading. */
  readonly report: Report | null;
  /** How long, in ms, the page must have said the same before it is told. 0: it is certain. */
  readonly tellAfter: number;
  /** How long before nothing more is expected of it. */
  readonly doneAfter: number;
  /** Names that are this subsection's if the page still says so when it is done. */
  readonly learn?: { readonly subsectionKey: string; readonly text: string };
}

/** After so long without change, what is shown belongs to the address. */
export const CALM = 250;
/** After so long without change, a page that does not say enough will not say more. */
export const LATE = 2_000;

export function reading(report: Report | null, tellAfter: number, doneAfter = tellAfter): Reading {
  return { report, tellAfter, doneAfter };
}

export function blocked(reason: BlockedReason): Report {
  return { kind: 'blocked', reason };
}

/** The text of the first element that matches, as one line. */
export function textOf(document: Document, selector: string): string | undefined {
  return lineOf(document.querySelector(selector)?.textContent);
}

/** Only the titles that are there. */
export function titlesOf(all: { [Name in keyof Titles]?: string | undefined }): Titles {
  return Object.fromEntries(Object.entries(all).filter(([, title]) => title !== undefined));
}
