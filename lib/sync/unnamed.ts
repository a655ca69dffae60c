import type { CourseRecord, WaitingPlace } from '../store/records.ts';

/* Pages that have not told yet whose they are, on a site that tells. What such a page replaced is set
 * aside with the record: should it be another account's, that comes back. */

/** A page whose name comes later than this after its place is another visit. */
export const SAME_VISIT = 15_000;

/** What is set aside once another place waits. One after the other without a name, they go together. */
export function setAside(
  { waiting, unnamed }: CourseRecord,
  { now, named }: { now: number; named: boolean },
): CourseRecord['unnamed'] {
  if (named) return null;
  const isOpen = waiting !== null && waiting.at > now - SAME_VISIT;
  return unnamed && isOpen ? unnamed : { before: waiting };
}

/** A place that was set aside may not be kept any more. */
export function withoutBefore(
  record: CourseRecord,
  isGone: (before: WaitingPlace) => boolean,
): CourseRecord {
  const before = record.unnamed?.before;
  return before && isGone(before) ? { ...record, unnamed: { before: null } } : record;
}
