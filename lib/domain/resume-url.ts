import type { Place } from '../edx/place.ts';
import { lastVisit } from '../store/logs/journal-read.ts';
import { followedOrigins } from './known-sites.ts';

/** The address of a visited unit, if it is on one of these sites (origins); else null. */
export function visitUrl({ url }: Pick<Place, 'url'>, followed: readonly string[]): string | null {
  return URL.canParse(url) && followed.includes(new URL(url).origin) ? url : null;
}

/** Where a course can be taken up again; null for one that was not studied here on a followed site. */
export async function lastUnitUrl(courseKey: string): Promise<string | null> {
  const last = await lastVisit(courseKey);
  return last && visitUrl(last, await followedOrigins());
}
