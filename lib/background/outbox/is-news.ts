import { entryText, withoutUpdated } from '../../domain/entry-text.ts';
import type { Place } from '../../edx/place.ts';
import type { Health } from '../../store/items/connections.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';

/**
 * How long (ms) what was sent counts as still there. After that, another device may have written.
 */
const TRUSTED = 5 * 60_000;

/**
 * Whether sending the place would tell the server something new. It does not if the same text was
 * sent up to five minutes ago, on the same day (UTC), and as the last of all courses.
 */
export function isNews(
  record: CourseRecord,
  place: Place,
  { health, now }: { health: Health; now: number },
): boolean {
  const { lastSent } = record;
  if (!lastSent || health.lastCourse !== place.courseKey) return true;
  if (lastSent.at > now || now - lastSent.at > TRUSTED) return true;
  if (new Date(lastSent.at).toISOString().slice(0, 10) !== place.seenAt.slice(0, 10)) return true;
  return withoutUpdated(lastSent.text) !== withoutUpdated(entryText(place, record.visited));
}
