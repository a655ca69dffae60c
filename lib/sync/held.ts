import type { Place } from '../edx/place.ts';
import type { Connection } from '../store/connections.ts';
import { pauses } from '../store/pauses.ts';
import { isErasing } from '../store/erasure.ts';
import { readRecord } from '../store/records.ts';
import { settings } from '../store/settings.ts';
import { isExam, tabsSeen } from '../store/tabs.ts';
import { connectionFor, takesPlaces } from './connection.ts';
import { coursesNotSent } from './followed-courses.ts';
import { Held } from './under-way.ts';

/**
 * Rejects with Held when no request may be made any more for a place.
 * @param seq its number in the record: one that was taken back or discarded waits no more
 */
export async function mayStillSend(
  { id }: Connection,
  { site, courseKey }: Pick<Place, 'site' | 'courseKey'>,
  seq: number,
): Promise<void> {
  const { tabs } = await tabsSeen.read();
  const exam = tabs.some(({ seen }) => isExam(seen));
  const notSent = (await coursesNotSent(id)).has(courseKey);
  const paused = (await settings.read()).paused || (await pauses.read()).sites.includes(site);
  const off = paused || (await isErasing());
  // The site may have been given to another school meanwhile.
  const mine = (await connectionFor(site))?.id === id && (await takesPlaces(id));
  const { waiting } = await readRecord(id, courseKey);
  const isBack = !waiting || waiting.seq < seq;
  if (exam || off || notSent || !mine || isBack) throw new Held(exam);
}
