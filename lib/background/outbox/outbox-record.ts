import type { Place } from '../../edx/place.ts';
import type { Ids } from '../../ibl/memories/course-memory.ts';
import type { Health } from '../../store/items/connections.ts';
import {
  EMPTY_RECORD,
  MOST_REFUSALS,
  NOT_SHOWN,
  type CourseRecord,
} from '../../store/items/outbox-record.ts';
import { entryText, withoutUpdated } from '../../domain/entry-text.ts';
import { backoff } from '../../domain/retry-timing.ts';
import { newerSetAside, setAside, unnamedNow } from './fallback-places.ts';

/* The rules of a record, each from one state to the next. Nothing here reads a clock or a store. */

const MOST_VISITED = 10;
const MOST_TRIED = 3;

/** For so long (ms) what was sent counts as still there: another device may write meanwhile. */
const TRUSTED = 5 * 60_000;

/** True when sending the place would tell the server nothing new. */
export function isKnown(
  record: CourseRecord,
  place: Place,
  { health, now }: { health: Health; now: number },
): boolean {
  const { lastSent } = record;
  if (!lastSent || health.lastCourse !== place.courseKey) return false;
  if (lastSent.at > now || now - lastSent.at > TRUSTED) return false;
  if (new Date(lastSent.at).toISOString().slice(0, 10) !== place.seenAt.slice(0, 10)) return false;
  return withoutUpdated(lastSent.text) === withoutUpdated(entryText(place, record.visited));
}

/**
 * A place was seen: it replaces what waits. The same one again changes nothing.
 * @param context `named`: its page told whose it is, or is of a site where none does
 */
export function arrive(
  record: CourseRecord,
  place: Place,
  context: { tabId: number; now: number; health: Health; named: boolean },
): CourseRecord {
  const { tabId, now, health, named } = context;
  const { waiting } = record;
  if (!waiting && isKnown(record, place, { health, now })) return record;
  if (waiting && waiting.place.unitKey === place.unitKey) {
    const renewed = { ...place, seenAt: waiting.place.seenAt };
    if (entryText(renewed, []) === entryText(waiting.place, [])) {
      return named && record.unnamed ? { ...record, unnamed: null } : record;
    }
    // Titles that became certain later: the same visit, but not what may be on its way.
    const seq = record.seq + 1;
    const noted = record.noted === waiting.seq ? seq : record.noted;
    const renewedWaiting = { ...waiting, place: renewed, seq, tabId };
    const unnamed = unnamedNow(record, context);
    return { ...record, seq, noted, waiting: renewedWaiting, unnamed };
  }
  const seq = record.seq + 1;
  return {
    ...record,
    seq,
    ...setAside(record, place, context),
    waiting: { place, seq, since: Math.min(waiting?.since ?? now, now), at: now, tabId },
    stop: stopAfterNews(record),
  };
}

/** Another place tries again, but not without end. */
export const stopAfterNews = ({ refusals, stop }: CourseRecord) =>
  refusals < MOST_REFUSALS ? null : stop;

/** A place that waited at another connection, as its site is of this one now. */
export function moveIn(record: CourseRecord, from: CourseRecord): CourseRecord {
  const { waiting, noted } = from;
  if (!waiting) return record;
  const since = Math.min(record.waiting?.since ?? waiting.since, waiting.since);
  // Two counters do not tell which of two places is the newer one: here only the clock does.
  if (record.waiting && record.waiting.at > waiting.at) {
    return { ...record, waiting: { ...record.waiting, since } };
  }
  const seq = Math.max(record.seq, from.seq) + 1;
  const before = record.waiting
    ? setAside(record, waiting.place, { now: waiting.at, named: from.unnamed === null })
    : { unnamed: from.unnamed, replaced: from.replaced };
  const stop = stopAfterNews(record);
  const here = { ...record, ...before, seq, waiting: { ...waiting, seq, since }, stop };
  return noted >= waiting.seq ? note(here, waiting.place, seq) : here;
}

/** The unit counts as visited, once for each place, however often it has to be sent. */
export function note(record: CourseRecord, place: Place, seq: number): CourseRecord {
  if (record.noted >= seq || place.unitKey === undefined) return record;
  const { unitKey, unitTitle = unitKey, site } = place;
  const visit = { unitKey, title: unitTitle, site };
  const others = record.visited.filter((one) => one.unitKey !== unitKey);
  return { ...record, noted: seq, visited: [visit, ...others].slice(0, MOST_VISITED) };
}

/** Before a request: a worker that is stopped now looks like a try that timed out. */
export function beforeTry(record: CourseRecord, text: string, now: number): CourseRecord {
  const attempts = record.attempts + 1;
  const tried = [text, ...record.tried.filter((one) => one !== text)].slice(0, MOST_TRIED);
  return { ...record, attempts, tried, notBefore: now + backoff(attempts) };
}

export const settled = { attempts: 0, notBefore: 0, trouble: null, stop: null } as const;

/** The server has it. A newer place that came meanwhile goes on waiting. */
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
    created: isSeen ? null : record.created,
  };
}

/** Before a create is sent, and after one that was surely not carried out. */
export const creating = (record: CourseRecord, isSent: boolean): CourseRecord => ({
  ...record,
  created: isSent ? { looks: 0 } : null,
});

/** So often a memory that was created is looked for; the waits between make it some minutes. */
const MOST_LOOKS = 6;

/** A memory that was created is not shown: another would be a second one, so only the learner asks again. */
export function notShown(record: CourseRecord): CourseRecord {
  const looks = (record.created?.looks ?? 0) + 1;
  const next = { ...record, created: { looks }, trouble: { kind: 'not-shown' } as const };
  if (looks < MOST_LOOKS) return next;
  return {
    ...next,
    ...settled,
    stop: { status: NOT_SHOWN, words: '' },
    refusals: MOST_REFUSALS,
  };
}

/** Another device of the learner had written a newer place, which stays. */
export function newerElsewhere(
  record: CourseRecord,
  place: { seq: number; unitKey: string; ids: Ids; now: number },
): CourseRecord {
  const { seq, unitKey, ids, now } = place;
  const by = { unitKey, at: now };
  return { ...over(record, seq), lastSent: null, newerElsewhere: by, ids, created: null };
}

/** The server is as it should be. A newer place that came meanwhile goes on waiting. */
function over(record: CourseRecord, seq: number): CourseRecord {
  const { waiting } = record;
  const newer = waiting && waiting.seq !== seq ? { ...waiting, since: waiting.at } : null;
  const before = newer ? newerSetAside(record, (one) => one.seq > seq) : NOTHING_ASIDE;
  return { ...record, ...settled, ...before, refusals: 0, tried: [], waiting: newer };
}

/** There was nothing new to send, or what waited may not be sent. */
export function clear(record: CourseRecord, seq: number): CourseRecord {
  if (record.waiting?.seq !== seq) return record;
  return { ...record, ...settled, ...NOTHING_ASIDE, waiting: null };
}

const NOTHING_ASIDE = { unnamed: null, replaced: null } as const;

/** The learner asks for it: it is tried again although it was refused. */
export function forgetRefusal(record: CourseRecord): CourseRecord {
  return { ...record, stop: null, refusals: 0, created: null };
}

/** Every wait and refusal is forgotten; a memory that was created is looked for anew. */
export function anew(record: CourseRecord): CourseRecord {
  return { ...record, ...settled, refusals: 0, created: record.created && { looks: 0 } };
}

/** The learner asks for it: also a memory that is not shown may be created once more. */
export function tryAgain(record: CourseRecord): CourseRecord {
  return { ...anew(record), created: null };
}

/**
 * What the server had of the course is deleted: only a newer place makes it anew.
 * @param due since when the delete could be carried out (ms): what was opened after that is newer
 */
export function forget(record: CourseRecord, due: number): CourseRecord {
  const { waiting, seq } = record;
  const newer = waiting && waiting.at >= due ? { ...waiting, since: waiting.at } : null;
  const before = newer ? newerSetAside(record, (one) => one.at >= due) : NOTHING_ASIDE;
  const noted = newer ? newer.seq - 1 : seq;
  const created = record.created && { looks: 0 };
  return { ...EMPTY_RECORD, ...before, seq, noted, waiting: newer, created };
}
