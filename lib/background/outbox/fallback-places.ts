import type { Place } from '../../edx/place.ts';
import type { CourseRecord, WaitingPlace } from '../../store/items/outbox-record.ts';

/*
 * Keeps the place that a newer one replaced, as a fallback place of the record, until the server
 * has something newer. If the newer place turns out to be of another account, or of a page that
 * may not be read, the fallback place is queued again.
 */

/**
 * Longest time (ms) between a place and the account name of its page. A later name belongs to
 * another visit.
 */
export const SAME_VISIT = 15_000;

type SetAside = Pick<CourseRecord, 'unnamed' | 'replaced'>;

/**
 * Returns the fallback places of a record once `place` replaces its waiting place. If both are of
 * one subsection, `replaced` stays as it was.
 */
export function setAside(
  record: CourseRecord,
  place: Place,
  context: { now: number; named: boolean },
): SetAside {
  const { waiting } = record;
  const before = waiting && isSameLesson(waiting.place, place) ? record.replaced : waiting;
  return { unnamed: unnamedNow(record, context), replaced: before };
}

/**
 * Returns the fallback place for a page that has not shown its account yet; null if the page has. A
 * run of such pages, each within `SAME_VISIT` of the last, shares one fallback place: what waited
 * before the run.
 */
export function unnamedNow(
  { waiting, unnamed }: CourseRecord,
  { now, named }: { now: number; named: boolean },
): CourseRecord['unnamed'] {
  if (named) return null;
  const isOpen = waiting !== null && waiting.at > now - SAME_VISIT;
  return unnamed && isOpen ? unnamed : { before: waiting };
}

/**
 * Whether two places are of one subsection or, without a known subsection, of one unit. Exams,
 * previews and staff tools concern whole subsections, so a place of the same subsection may not be
 * kept either.
 */
const isSameLesson = (a: Place, b: Place): boolean =>
  a.subsectionKey === undefined ? a.unitKey === b.unitKey : a.subsectionKey === b.subsectionKey;

/**
 * Removes the fallback places that may not be kept any more. Returns the same object if nothing
 * changes.
 */
export function withoutSetAside(
  record: CourseRecord,
  isGone: (before: WaitingPlace) => boolean,
): CourseRecord {
  const { unnamed, replaced } = record;
  const before = unnamed?.before ?? null;
  const kept = {
    unnamed: before && isGone(before) ? { before: null } : unnamed,
    replaced: replaced && isGone(replaced) ? null : replaced,
  };
  const isSame = kept.unnamed === unnamed && kept.replaced === replaced;
  return isSame ? record : { ...record, ...kept };
}

/**
 * Returns only the fallback places that are newer than what the server has, or than what was
 * deleted. Their wait counts from when each of them came.
 */
export function newerSetAside(
  record: CourseRecord,
  isNewer: (before: WaitingPlace) => boolean,
): SetAside {
  const { unnamed, replaced } = withoutSetAside(record, (one) => !isNewer(one));
  return {
    unnamed: unnamed && { before: unnamed.before && anew(unnamed.before) },
    replaced: replaced && anew(replaced),
  };
}

const anew = (one: WaitingPlace): WaitingPlace => ({ ...one, since: one.at });

/** Queues the fallback place again. Compares units to see whether it was already journaled. */
export function bringBack(record: CourseRecord, before: WaitingPlace): CourseRecord {
  const { waiting, noted, visited, unnamed, replaced } = record;
  const isOlder = (one: WaitingPlace | null) => one === null || one.seq < before.seq;
  const isNoted = visited[0]?.unitKey === before.place.unitKey;
  return {
    ...record,
    noted: waiting && noted >= waiting.seq ? before.seq - (isNoted ? 0 : 1) : noted,
    waiting: before,
    unnamed: unnamed && isOlder(unnamed.before) ? unnamed : null,
    replaced: isOlder(replaced) ? replaced : null,
  };
}
