import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { clear, stopAfterNews } from './outbox-record.ts';
import { bringBack, withoutSetAside } from './fallback-places.ts';

/* A place that was noted turned out to be none of this learner's, or none that may be kept. */

/**
 * The page turned out to be one that may not be read: nothing tells of the unit any more. What waited
 * before it comes back.
 */
export function takeBack(record: CourseRecord, seq: number): CourseRecord {
  return withoutPlace(record, seq, record.replaced);
}

/** The page turned out to be of another account: what waited before it, or those like it, comes back. */
export function giveWay(record: CourseRecord, seq: number): CourseRecord {
  return withoutPlace(record, seq, record.unnamed ? record.unnamed.before : record.replaced);
}

function withoutPlace(
  record: CourseRecord,
  seq: number,
  before: CourseRecord['replaced'],
): CourseRecord {
  const { waiting, replaced, unnamed, visited } = record;
  const gone = [waiting, replaced, unnamed?.before].find((one) => one?.seq === seq);
  if (!gone) return record;
  const others = visited.filter(({ unitKey }) => unitKey !== gone.place.unitKey);
  const left = { ...record, visited: others };
  if (gone !== waiting) return withoutSetAside(left, (one) => one.seq === seq);
  return before ? { ...bringBack(left, before), stop: stopAfterNews(record) } : clear(left, seq);
}
