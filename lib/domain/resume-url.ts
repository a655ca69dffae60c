import type { Place } from '../edx/place.ts';

/** Returns the address of a visited unit; null if the address is on no site of these (origins). */
export function visitUrl({ url }: Pick<Place, 'url'>, followed: readonly string[]): string | null {
  return URL.canParse(url) && followed.includes(new URL(url).origin) ? url : null;
}
