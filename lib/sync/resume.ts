import type { Place } from '../edx/place.ts';
import { lastVisit } from '../store/journal-days.ts';
import { isFollowed } from './gate.ts';

/** The address of a visited unit, where this browser itself saw it on a followed site; else null. */
export function visitUrl({ url }: Pick<Place, 'url'>): string | null {
  return URL.canParse(url) && isFollowed(new URL(url).origin) ? url : null;
}

/** Where a course can be taken up again; null for one that was not studied in this browser. */
export async function lastUnitUrl(courseKey: string): Promise<string | null> {
  const last = await lastVisit(courseKey);
  return last && visitUrl(last);
}
