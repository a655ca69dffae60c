import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { stopAfterNews } from './outbox-record.ts';
import { clear } from './record-outcome.ts';
import { bringBack, withoutSetAside } from './fallback-places.ts';

/* Removes a queued place that belongs to another account or must not be kept. */

/**
 * Withdraws a place whose page may not be read, also from the visited units. The place that it
 * replaced is queued again.
 */
export function takeBack(record: CourseRecord, seq: number): CourseRecord {
  return withoutPlace(record, seq, record.replaced);
}

/**
 * Withdraws a place whose page is of another account, also from the visited units. What waited
 * before it, or before the run of pages that had not shown their account, is queued again.
 */
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
