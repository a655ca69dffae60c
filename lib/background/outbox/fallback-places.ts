import type { Place } from '../../edx/place.ts';
import type { CourseRecord, WaitingPlace } from '../../store/items/outbox-record.ts';

/* What a page replaced is set aside with the record, until the server has something newer. Should the
 * page turn out to be another account's, or one that may not be read, it comes back. */

/** A page whose name comes later than this after its place is another visit. */
export const SAME_VISIT = 15_000;

type SetAside = Pick<CourseRecord, 'unnamed' | 'replaced'>;

/** What is set aside once another place waits. */
export function setAside(
  record: CourseRecord,
  place: Place,
  context: { now: number; named: boolean },
): SetAside {
  const { waiting } = record;
  const before = waiting && isSameLesson(waiting.place, place) ? record.replaced : waiting;
  return { unnamed: unnamedNow(record, context), replaced: before };
}

/** One after the other without a name, they go together. */
export function unnamedNow(
  { waiting, unnamed }: CourseRecord,
  { now, named }: { now: number; named: boolean },
): CourseRecord['unnamed'] {
  if (named) return null;
  const isOpen = waiting !== null && waiting.at > now - SAME_VISIT;
  return unnamed && isOpen ? unnamed : { before: waiting };
}

/** Exams, previews and staff tools are of whole subsections: what else waited of one is refused with it. */
const isSameLesson = (a: Place, b: Place): boolean =>
  a.subsectionKey === undefined ? a.unitKey === b.unitKey : a.subsectionKey === b.subsectionKey;

/** A place that was set aside may not be kept any more. */
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

/** The server has a place, or what came before a moment is forgotten: only what is newer stays set aside. */
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

/** What was set aside waits again. What is noted of the place before it is told by its unit. */
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
