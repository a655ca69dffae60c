import type { Place } from '../../edx/place.ts';
import type { Ids } from '../../ibl/memories/course-memory.ts';
import type { Health } from '../../store/items/connections.ts';
import {
  EMPTY_RECORD,
  MOST_REFUSALS,
  NOT_SHOWN,
  type CourseRecord,
} from '../../store/items/outbox-record.ts';
import { entryText } from '../../domain/entry-text.ts';
import { backoff } from '../../domain/retry-timing.ts';
import { newerSetAside, setAside, unnamedNow } from './fallback-places.ts';
import { isNews } from './is-news.ts';

/*
 * The rules of an outbox record, each from one state to the next. No function here reads a clock
 * or the storage.
 */

const MOST_VISITED = 10;
const MOST_TRIED = 3;

/**
 * Queues a place that was seen, which replaces the waiting place. Changes nothing if no place waits
 * and the server already has this one. If the same place waits already, only marks that its account
 * is known now.
 * @param context `named`: whether the page showed the learner's account, or the site shows no
 * account names
 */
export function arrive(
  record: CourseRecord,
  place: Place,
  context: { tabId: number; now: number; health: Health; named: boolean },
): CourseRecord {
  const { tabId, now, health, named } = context;
  const { waiting } = record;
  if (!waiting && !isNews(record, place, { health, now })) return record;
  if (waiting && waiting.place.unitKey === place.unitKey) {
    const renewed = { ...place, seenAt: waiting.place.seenAt };
    if (entryText(renewed, []) === entryText(waiting.place, [])) {
      return named && record.unnamed ? { ...record, unnamed: null } : record;
    }
    // The same visit, with titles that became certain later. The place gets a new number, because
    // the old text may be in a request already.
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

/**
 * Returns the stop of a record once another place came: null, so that the new place is tried,
 * unless the server rejected `MOST_REFUSALS` places in a row.
 */
export const stopAfterNews = ({ refusals, stop }: CourseRecord) =>
  refusals < MOST_REFUSALS ? null : stop;

/**
 * Moves the waiting place of another connection's record into this record, because its site belongs
 * to this connection now. If both records have a waiting place, the newer one stays.
 */
export function moveIn(record: CourseRecord, from: CourseRecord): CourseRecord {
  const { waiting, noted } = from;
  if (!waiting) return record;
  const since = Math.min(record.waiting?.since ?? waiting.since, waiting.since);
  // Numbers of two records cannot be compared, so the clock decides which place is newer.
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

/** Adds the unit to the visited units, once for each place, however often the place is sent. */
export function note(record: CourseRecord, place: Place, seq: number): CourseRecord {
  if (record.noted >= seq || place.unitKey === undefined) return record;
  const { unitKey, unitTitle = unitKey, site } = place;
  const visit = { unitKey, title: unitTitle, site };
  const others = record.visited.filter((one) => one.unitKey !== unitKey);
  return { ...record, noted: seq, visited: [visit, ...others].slice(0, MOST_VISITED) };
}

/**
 * Counts a try and sets the wait after it. Stored before the request, so that a worker that is
 * stopped during the request looks like a try that timed out.
 */
export function beforeTry(record: CourseRecord, text: string, now: number): CourseRecord {
  const attempts = record.attempts + 1;
  const tried = [text, ...record.tried.filter((one) => one !== text)].slice(0, MOST_TRIED);
  return { ...record, attempts, tried, notBefore: now + backoff(attempts) };
}

export const settled = { attempts: 0, notBefore: 0, trouble: null, stop: null } as const;

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
    created: isSeen ? null : record.created,
  };
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
const MOST_LOOKS = 6;

/**
 * Returns the record after the server did not show a memory that Waypoint created. After
 * `MOST_LOOKS` looks, only the learner can try again, because another create could make a second
 * memory.
 */
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
  const { waiting } = record;
  const newer = waiting && waiting.seq !== seq ? { ...waiting, since: waiting.at } : null;
  const before = newer ? newerSetAside(record, (one) => one.seq > seq) : NOTHING_ASIDE;
  return { ...record, ...settled, ...before, refusals: 0, tried: [], waiting: newer };
}

/**
 * Removes the waiting place if it has this number: there is nothing new to send, or the place may
 * not be sent.
 */
export function clear(record: CourseRecord, seq: number): CourseRecord {
  if (record.waiting?.seq !== seq) return record;
  return { ...record, ...settled, ...NOTHING_ASIDE, waiting: null };
}

const NOTHING_ASIDE = { unnamed: null, replaced: null } as const;

/**
 * Clears the rejection of a record, because the learner asked to try again. The wait and its reason
 * stay.
 */
export function forgetRefusal(record: CourseRecord): CourseRecord {
  return { ...record, stop: null, refusals: 0, created: null };
}

/** Clears every wait and rejection. The looks for a memory that was created start again. */
export function anew(record: CourseRecord): CourseRecord {
  return { ...record, ...settled, refusals: 0, created: record.created && { looks: 0 } };
}

/**
 * Clears every wait and rejection, because the learner asked to try again. A memory that the server
 * does not show may then be created once more.
 */
export function tryAgain(record: CourseRecord): CourseRecord {
  return { ...anew(record), created: null };
}

/**
 * Empties the record after what was saved of the course is deleted. Only a place seen from `due` on
 * stays queued, so that an older place does not create the memory again.
 * @param due from when the delete could run (ms)
 */
export function forget(record: CourseRecord, due: number): CourseRecord {
  const { waiting, seq } = record;
  const newer = waiting && waiting.at >= due ? { ...waiting, since: waiting.at } : null;
  const before = newer ? newerSetAside(record, (one) => one.at >= due) : NOTHING_ASIDE;
  const noted = newer ? newer.seq - 1 : seq;
  const created = record.created && { looks: 0 };
  return { ...EMPTY_RECORD, ...before, seq, noted, waiting: newer, created };
}
