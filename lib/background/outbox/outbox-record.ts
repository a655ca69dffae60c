import type { Place } from '../../edx/place.ts';
import type { Health } from '../../store/items/connections.ts';
import {
  MOST_REJECTIONS,
  waitingIn,
  type CourseRecord,
  type PendingPlace,
  type Visit,
} from '../../store/items/outbox-record.ts';
import { entryText } from '../../domain/entry-text.ts';
import { backoff } from '../../domain/retry-timing.ts';
import { isNews } from './is-news.ts';
import { addPlace, verifyAll } from './pending-places.ts';

/*
 * The rules of an outbox record, each from one state to the next. No function here reads a clock
 * or the storage.
 */

const MOST_VISITED = 10;
const MOST_UNCONFIRMED = 3;

/**
 * Queues a place that was seen, which replaces the waiting place. Changes nothing if no place waits
 * and the server already has this one. If the same place waits already, only marks that its account
 * is known now.
 * @param context `at`: when the place came (ms); `named`: whether the page showed the learner's
 * account, or the site shows no account names
 */
export function arrive(
  record: CourseRecord,
  place: Place,
  context: { tabId: number; at: number; now: number; health: Health; named: boolean },
): CourseRecord {
  const { tabId, at, now, health, named: verified } = context;
  const { pending } = record;
  const waiting = waitingIn(record);
  if (!waiting && !isNews(record, place, { health, now })) return record;
  const seq = record.seq + 1;
  if (waiting && waiting.place.unitKey === place.unitKey) {
    const renewed = { ...place, seenAt: waiting.place.seenAt };
    if (entryText(renewed, []) === entryText(waiting.place, [])) {
      return verified && !waiting.verified ? { ...record, pending: verifyAll(pending) } : record;
    }
    // The same visit, with titles that became certain later. The place gets a new number, because
    // the old text may be in a request already.
    const next = { ...waiting, place: renewed, seq, tabId, verified };
    return { ...record, seq, pending: addPlace(pending, next, at) };
  }
  const since = Math.min(waiting?.since ?? at, at);
  const next = { place, seq, since, at, tabId, verified, journaled: false };
  return {
    ...record,
    seq,
    pending: addPlace(pending, next, at),
    rejected: rejectedAfterNews(record),
  };
}

/**
 * Returns the rejection of a record once another place came: null, so that the new place is tried,
 * unless the server rejected `MOST_REJECTIONS` places in a row.
 */
export const rejectedAfterNews = ({ rejections, rejected }: CourseRecord) =>
  rejections < MOST_REJECTIONS ? null : rejected;

/**
 * Moves the waiting place of another connection's record into this record, because its site belongs
 * to this connection now. If both records have a waiting place, the newer one stays.
 */
export function moveIn(record: CourseRecord, from: CourseRecord): CourseRecord {
  const moved = waitingIn(from);
  if (!moved) return record;
  const here = waitingIn(record);
  const since = Math.min(here?.since ?? moved.since, moved.since);
  // Numbers of two records cannot be compared, so the clock decides which place is newer.
  if (here && here.at > moved.at) {
    return { ...record, pending: [...record.pending.slice(0, -1), { ...here, since }] };
  }
  const seq = Math.max(record.seq, from.seq) + 1;
  const next: PendingPlace = { ...moved, seq, since };
  const pending = here
    ? addPlace(record.pending, next, moved.at)
    : [...from.pending.slice(0, -1), next];
  const both = { ...record, pending, seq, rejected: rejectedAfterNews(record) };
  return moved.journaled ? { ...both, visited: visitedWith(both, moved.place) } : both;
}

/**
 * Returns the record once the journal has the place with this number: the place is among the
 * visited units, once, however often it is sent.
 */
export function markJournaled(record: CourseRecord, seq: number): CourseRecord {
  const one = record.pending.find((other) => other.seq === seq);
  if (!one || one.journaled) return record;
  const pending = record.pending.map((other) =>
    other === one ? { ...other, journaled: true } : other,
  );
  return { ...record, pending, visited: visitedWith(record, one.place) };
}

/** Returns the visited units with the unit of a place as the newest. */
export function visitedWith({ visited }: CourseRecord, place: Place): Visit[] {
  const { unitKey, unitTitle, site } = place;
  if (unitKey === undefined) return visited;
  const others = visited.filter((one) => one.unitKey !== unitKey);
  return [{ unitKey, title: unitTitle ?? unitKey, site }, ...others].slice(0, MOST_VISITED);
}

/**
 * Counts a try and sets the wait after it. Stored before the request, so that a worker that is
 * stopped during the request looks like a try that timed out.
 */
export function beforeTry(record: CourseRecord, text: string, now: number): CourseRecord {
  const attempts = record.attempts + 1;
  const others = record.unconfirmed.filter((one) => one !== text);
  const unconfirmed = [text, ...others].slice(0, MOST_UNCONFIRMED);
  return { ...record, attempts, unconfirmed, notBefore: now + backoff(attempts) };
}
