import type { Place } from '../../edx/place.ts';
import type { Connection } from '../../store/items/connections.ts';
import { isErasing } from '../../store/items/delete-everything.ts';
import { waitingIn } from '../../store/items/outbox-record.ts';
import { readRecord } from '../../store/items/outbox-records.ts';
import { isExam, tabsSeen } from '../../store/items/tabs.ts';
import { connectionFor, takesPlaces } from '../../domain/connections.ts';
import { coursesNotSent } from '../../domain/followed-courses.ts';
import { RequestCancelled } from '../scheduler/under-way.ts';
import { isEverythingPaused, pausedSites } from '../../domain/pauses.ts';

/**
 * Rejects with RequestCancelled if no more requests may be sent for a place.
 * @param seq number of the place in its record, which shows whether it was withdrawn or discarded
 */
export async function mayStillSend(
  { id }: Connection,
  { site, courseKey }: Pick<Place, 'site' | 'courseKey'>,
  seq: number,
): Promise<void> {
  const { tabs } = await tabsSeen.read();
  const exam = tabs.some(({ seen }) => isExam(seen));
  const notSent = (await coursesNotSent(id)).has(courseKey);
  const paused = (await isEverythingPaused()) || (await pausedSites()).includes(site);
  const off = paused || (await isErasing());
  // The site may belong to another connection by now.
  const mine = (await connectionFor(site))?.id === id && (await takesPlaces(id));
  const waiting = waitingIn(await readRecord(id, courseKey));
  const isBack = !waiting || waiting.seq < seq;
  if (exam || off || notSent || !mine || isBack) throw new RequestCancelled(exam);
}
