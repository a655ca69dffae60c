import type { LastPlace } from '../messages/replies.ts';
import { lastVisits } from '../store/logs/journal-read.ts';
import { journalLimit } from './effective-policy.ts';
import { followedOrigins } from './known-sites.ts';
import { visitUrl } from './resume-url.ts';

/**
 * Returns where the learner was last in the `most` courses that were visited last, the newest first;
 * null if this browser keeps no journal.
 */
export async function lastPlaces(most?: number): Promise<readonly LastPlace[] | null> {
  const [{ value }, places, followed] = await Promise.all([
    journalLimit(),
    lastVisits(most),
    followedOrigins(),
  ]);
  if (value === 'not-kept') return null;
  return places.map((place) => ({ place, url: visitUrl(place, followed) }));
}
