import type { Place } from '../../edx/place.ts';
import type { PendingPlace } from '../../store/items/outbox-record.ts';

/*
 * The pending places of a record, oldest first. Only the last one is sent. The older ones are
 * fallback places: one of them is sent if the last turns out to be of another account, or of a page
 * that may not be read.
 */

/**
 * Longest time (ms) between a place and the account name of its page. A later name belongs to
 * another visit.
 */
export const SAME_VISIT = 15_000;

type Pending = readonly PendingPlace[];

/** Returns the pending places with a newer one, and only the fallback places that it may need. */
export function addPlace(pending: Pending, next: PendingPlace, now: number): PendingPlace[] {
  const last = pending.at(-1);
  const mayStillBeNamed = last !== undefined && last.at > now - SAME_VISIT;
  const before = next.verified || !mayStillBeNamed ? pending.map(verified) : pending;
  return needed([...before, next]);
}

/** Returns the pending places once the page of the last one has shown the learner's account. */
export const verifyAll = (pending: Pending): PendingPlace[] => needed(pending.map(verified));

const verified = (one: PendingPlace): PendingPlace => ({ ...one, verified: true });

/**
 * Returns the last place, and the two places that can follow from its withdrawal: the newest of
 * another subsection, and the newest that is verified.
 */
function needed(pending: Pending): PendingPlace[] {
  const last = pending.at(-1);
  if (!last) return [];
  const elsewhere = pending.findLast(({ place }) => !isSameSubsection(place, last.place));
  const certain = pending.findLast((one) => one.verified);
  return pending.filter((one) => one === last || one === elsewhere || one === certain);
}

/**
 * Returns what is left without the last place, whose page may not be read. Exams, previews and
 * staff tools concern whole subsections, so the other places of its subsection go too.
 */
export function withoutSubsection(pending: Pending, last: PendingPlace): PendingPlace[] {
  return pending.filter(({ place }) => !isSameSubsection(place, last.place));
}

/**
 * Returns what is left without the last place, whose page is of another account. The unverified
 * places just before it are of that account, too.
 */
export function withoutAccount(pending: Pending, last: PendingPlace): PendingPlace[] {
  return pending.filter((one) => one !== last && (last.verified || one.verified));
}

/** Whether two places are of one subsection or, without a known subsection, of one unit. */
const isSameSubsection = (a: Place, b: Place): boolean =>
  a.subsectionKey === undefined ? a.unitKey === b.unitKey : a.subsectionKey === b.subsectionKey;

/**
 * Returns the places that are still to be sent once an older one is sent or deleted: none if the
 * last one is not among them. The wait of each counts from when that place came.
 */
export function stillPending(
  pending: Pending,
  isLeft: (one: PendingPlace, isLast: boolean) => boolean,
): PendingPlace[] {
  const last = pending.at(-1);
  if (!last || !isLeft(last, true)) return [];
  return pending
    .filter((one) => isLeft(one, one === last))
    .map((one) => Object.assign({}, one, { since: one.at }));
}
