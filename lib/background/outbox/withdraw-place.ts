import type { CourseRecord, PendingPlace } from '../../store/items/outbox-record.ts';
import { rejectedAfterNews } from './outbox-record.ts';
import { withoutAccount, withoutSubsection } from './pending-places.ts';
import { NO_FAILURE } from './record-outcome.ts';

/*
 * Withdraws pending places that may not be kept, also from the visited units. If the last one is
 * withdrawn, the newest fallback place takes its turn.
 */

/** Withdraws a place whose page may not be read, as an exam. */
export const withdrawUnreadable = (record: CourseRecord, seq: number): CourseRecord =>
  withdraw(record, seq, withoutSubsection);

/** Withdraws a place whose page is of another account. */
export const withdrawOtherAccount = (record: CourseRecord, seq: number): CourseRecord =>
  withdraw(record, seq, withoutAccount);

function withdraw(
  record: CourseRecord,
  seq: number,
  withoutLast: (pending: readonly PendingPlace[], last: PendingPlace) => PendingPlace[],
): CourseRecord {
  const { pending, visited } = record;
  const gone = pending.find((one) => one.seq === seq);
  if (!gone) return record;
  const isLast = gone === pending.at(-1);
  const left = isLast ? withoutLast(pending, gone) : pending.filter((one) => one !== gone);
  const others = visited.filter(({ unitKey }) => unitKey !== gone.place.unitKey);
  return withPending({ ...record, visited: others }, left);
}

/**
 * Returns the record with only these of its pending places. A record that has another last place
 * than before tries that place, whatever the server said about the one before. Returns the same
 * record if nothing changes.
 */
export function withPending(record: CourseRecord, left: readonly PendingPlace[]): CourseRecord {
  const { pending } = record;
  if (left.length === pending.length) return record;
  const next = { ...record, pending: [...left] };
  if (left.length === 0) return { ...next, ...NO_FAILURE };
  return left.at(-1) === pending.at(-1) ? next : { ...next, rejected: rejectedAfterNews(record) };
}
