import type { Place } from '../edx/place.ts';
import { lastVisit } from '../store/logs/journal-read.ts';
import { followedOrigins } from './known-sites.ts';

/** Returns the address of a visited unit; null if the address is on no site of these (origins). */
export function visitUrl({ url }: Pick<Place, 'url'>, followed: readonly string[]): string | null {
  return URL.canParse(url) && followed.includes(new URL(url).origin) ? url : null;
}

/**
 * Returns the address at which the learner can resume a course; null if the journal has no visit to
 * it, or if the last visit was not on a followed site.
 */
export async function lastUnitUrl(courseKey: string): Promise<string | null> {
  const last = await lastVisit(courseKey);
  return last && visitUrl(last, await followedOrigins());
}
