import type { SiteLook } from '../sites.ts';
import type { Course, Release } from '../tree.ts';
import { siteLook } from './settings.ts';

/** What the page of a unit consists of, from one release of the Learning MFE to the next. */
interface Look {
  readonly heading: 'h1' | 'h2' | 'h3';
  readonly headingClass: string;
  /** The breadcrumbs above the unit: as a list in a `nav`, as marked items, a site's own, or none. */
  readonly breadcrumbs: 'nav' | NonNullable<SiteLook['breadcrumbs']> | null;
  /** The units of the subsection, as tabs above the unit. */
  readonly strip: boolean;
  readonly sidebar: boolean;
}

const LOOKS: Readonly<Record<Release, Look>> = {
  juniper: { heading: 'h2', headingClass: '', breadcrumbs: 'nav', strip: true, sidebar: false },
  maple: { heading: 'h1', headingClass: 'h3', breadcrumbs: 'nav', strip: true, sidebar: false },
  quince: { heading: 'h1', headingClass: 'h3', breadcrumbs: 'marked', strip: true, sidebar: false },
  teak: { heading: 'h3', headingClass: 'h3', breadcrumbs: 'marked', strip: true, sidebar: true },
  now: { heading: 'h3', headingClass: 'h3', breadcrumbs: null, strip: false, sidebar: true },
};

/** Returns what a course's pages look like on this site. */
export function lookOf({ release = 'now' }: Course): Look {
  const look = LOOKS[release];
  const { breadcrumbs = look.breadcrumbs, sidebar = look.sidebar } = siteLook;
  return { ...look, breadcrumbs, sidebar, strip: look.strip || !sidebar };
}
