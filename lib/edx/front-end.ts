import { showsExam } from './exam.ts';
import type { Memory } from './page-memory.ts';
import { blocked, reading, type Reading } from './page-reading.ts';
import { STAFF } from './selectors.ts';

type Page = Pick<Window, 'document' | 'location'>;

/** A page at its address of this moment. */
export interface Spot {
  /** The address as `pageUrl` writes it. */
  readonly at: string;
  /** Reads the page as it is now. Changes nothing in it. */
  readonly look: (memory: Memory) => Reading;
}

/** Finds out where a page is. The content script of each front end brings its own. */
export type FrontEnd = (page: Page) => Spot;

/** A page with a longer path is not a page of a course. */
const MAX_PATH = 4_000;

/** How a front end reads its pages. `Address` is what it has to know of an address. */
export interface FrontEndRules<Address> {
  /** Returns null for an address that is not of a course. */
  address(location: Location): Address | null;
  url(location: Location, here: Address | null): string;
  read(document: Document, at: string, here: Address, memory: Memory): Reading;
}

/**
 * Makes a front end of its rules. Reads the same address once, because a page is looked at often.
 * On every front end, an exam or a staff tool comes before anything else.
 */
export function frontEnd<Address>(rules: FrontEndRules<Address>): FrontEnd {
  let last: { readonly href: string; readonly at: string; readonly here: Address | null } | null =
    null;
  return ({ document, location }) => {
    const { href } = location;
    if (last?.href !== href) {
      const here = location.pathname.length > MAX_PATH ? null : rules.address(location);
      last = { href, here, at: rules.url(location, here) };
    }
    const { at, here } = last;
    return {
      at,
      look(memory) {
        if (!here) return reading({ kind: 'none' }, 0);
        // The sign may disappear without a change of address, so Waypoint goes on watching.
        if (showsExam(document)) return reading(blocked('exam'), 0, Infinity);
        if (document.querySelector(STAFF)) return reading(blocked('staff'), 0, Infinity);
        return rules.read(document, at, here, memory);
      },
    };
  };
}
