import type { Place } from '../../edx/place.ts';
import type { Health } from '../../store/items/connections.ts';
import { MOST_REFUSALS, type CourseRecord } from '../../store/items/outbox-record.ts';
import { entryText } from '../../domain/entry-text.ts';
import { backoff } from '../../domain/retry-timing.ts';
import { setAside, unnamedNow } from './fallback-places.ts';
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
