import type { Ids } from '../../ibl/memories/course-memory.ts';
import type { Health } from '../../store/items/connections.ts';
import {
  EMPTY_RECORD,
  MOST_REJECTIONS,
  NOT_SHOWN,
  waitingIn,
  type CourseRecord,
} from '../../store/items/outbox-record.ts';
import { stillPending } from './pending-places.ts';

/*
 * The rules of an outbox record after a send, after Try again, and after a delete. No function here
 * reads a clock or the storage.
 */

export const NO_FAILURE = { attempts: 0, notBefore: 0, lastError: null, rejected: null } as const;

/**
 * Returns the record after the server saved the place. A newer place that came meanwhile stays
 * queued.
 */
export function sent(
  record: CourseRecord,
  done: { seq: number; text: string; unitKey: string; ids: Ids; isSeen: boolean; now: number },
): CourseRecord {
  const { seq, text, unitKey, ids, isSeen, now } = done;
  return {
    ...over(record, seq),
    lastSent: { text, unitKey, at: now },
    newerElsewhere: null,
    ids,
    created: isSeen ? null : looked(record),
  };
}

/** Counts a look for the twins of a memory that was written; null after `MOST_LOOKS` looks. */
function looked({ created }: CourseRecord): CourseRecord['created'] {
  const looks = (created?.looks ?? 0) + 1;
  return created && looks < MOST_LOOKS ? { looks } : null;
}

/**
 * Marks that a create is about to be sent, or removes the mark after a create that the server
 * surely did not perform.
 */
export const creating = (record: CourseRecord, isSent: boolean): CourseRecord => ({
  ...record,
  created: isSent ? { looks: 0 } : null,
});

/**
 * How often Waypoint looks for a memory that it created. With the waits between, this takes some
 * minutes.
 */
const MOST_LOOKS = 4;

/**
 * Returns the record after the server did not show a memory that Waypoint created. After
 * `MOST_LOOKS` looks, only the learner can try again, because another create could make a second
 * memory.
 */
export function notShown(record: CourseRecord): CourseRecord {
  const looks = (record.created?.looks ?? 0) + 1;
  const next = { ...record, created: { looks }, lastError: { kind: 'not-shown' } as const };
  if (looks < MOST_LOOKS) return next;
  return {
    ...next,
    ...NO_FAILURE,
    attempts: record.attempts,
    rejected: { status: NOT_SHOWN, words: '' },
    rejections: MOST_REJECTIONS,
  };
}

/**
 * Returns the record after another device of the learner had written a newer place. That place
 * stays.
 */
export function newerElsewhere(
  record: CourseRecord,
  place: { seq: number; unitKey: string; ids: Ids; now: number },
): CourseRecord {
  const { seq, unitKey, ids, now } = place;
  const by = { unitKey, at: now };
  return { ...over(record, seq), lastSent: null, newerElsewhere: by, ids, created: null };
}

/**
 * Ends the sending of the place with this number. A newer place that came meanwhile stays queued.
 */
function over(record: CourseRecord, seq: number): CourseRecord {
  const pending = stillPending(record.pending, (one, isLast) =>
    isLast ? one.seq !== seq : one.seq > seq,
  );
  return { ...record, ...NO_FAILURE, rejections: 0, unconfirmed: [], pending };
}

/**
 * Removes the waiting place if it has this number: there is nothing new to send, or the place may
 * not be sent.
 */
export function clear(record: CourseRecord, seq: number): CourseRecord {
  if (waitingIn(record)?.seq !== seq) return record;
  return { ...record, ...NO_FAILURE, pending: [] };
}

/**
 * Clears the rejection of a record, because the learner asked to try again. The wait and its reason
 * stay.
 */
export function forgetRejection(record: CourseRecord): CourseRecord {
  return { ...record, rejected: null, rejections: 0, created: null };
}

/** Clears every wait and rejection. The looks for a memory that was created start again. */
export function withoutFailures(record: CourseRecord): CourseRecord {
  return { ...record, ...NO_FAILURE, rejections: 0, created: record.created && { looks: 0 } };
}

/**
 * Ends the wait and every rejection, because the learner asked to try again. A memory that the
 * server does not show may then be created once more. The tries so far still count: the wait after
 * another failure is as long as it would have been, so that impatient learners do not ask a server
 * in trouble all the time.
 */
export function tryAgain(record: CourseRecord): CourseRecord {
  return { ...withoutFailures(record), attempts: record.attempts, created: null };
}

/**
 * Returns what Try again does to a record. While a Retry-After still holds, the record keeps the
 * reason why it waits.
 */
export const stepOfTryAgain = (health: Health, now: number) =>
  health.notBefore > now ? forgetRejection : tryAgain;

/**
 * Empties the record after what was saved of the course is deleted. Only a place seen from `due` on
 * stays queued, so that an older place does not create the memory again.
 * @param due from when the delete could run (ms)
 */
export function forget(record: CourseRecord, due: number): CourseRecord {
  const { seq } = record;
  const newer = stillPending(record.pending, ({ at }) => at >= due);
  const pending = newer.map((one) => Object.assign({}, one, { journaled: false }));
  const created = record.created && { looks: 0 };
  return { ...EMPTY_RECORD, seq, pending, created };
}
