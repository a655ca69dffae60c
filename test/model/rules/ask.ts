import type { Answers } from './answer.ts';
import type { ModelState, Send } from './model-state.ts';
import { same, visitIn, type Visit } from './campus.ts';
import { UNKNOWN_SCHOOL } from './course.ts';
import type { Kind } from './exchange.ts';
import {
  PATIENCE,
  QUIET,
  LATEST,
  MOST_REQUESTS,
  LONG,
  MOST_QUESTIONS,
  WHOLE_SECOND,
  backoff,
} from './limits.ts';
import type { SendChecks } from './send-checks.ts';

/* What a browser may ask of the server at a moment. */

const NOT_COUNTED: ReadonlySet<Kind> = new Set<Kind>(['read', 'delete', 'school']);

export function createAsks(
  model: ModelState,
  sendChecks: SendChecks,
  { endWithoutWrite }: Answers,
) {
  const { state, course, broken, chance } = model;
  const { isNothingNew, forbidden, schoolNow } = sendChecks;

  /** Whether the school is asked first. */
  function checkSchool(kind: Kind, number: number, now: number): void {
    const one = course(number);
    const say = (why: string) => broken(`a send of course ${number} began ${why}`);
    const known = schoolNow(number, now);
    // Whether it keeps a later unit too is asked when that had time to show up there.
    const { waits } = one;
    const isTime = waits && now >= Math.min(waits.at + PATIENCE, waits.since + 2 * PATIENCE);
    // Asked too often in vain, the school is not asked any more.
    const isInVain = one.attempts + one.hidden > MOST_QUESTIONS;
    if (known === 'keeps' && !(isTime && (kind === 'school' || isInVain))) {
      say('though the school keeps it');
    }
    if (kind === 'school') {
      if (known === 'keeps not') say('with asking the school once more on that day');
      if (one.attempts > MOST_QUESTIONS) say('with asking the school once more in vain');
    } else if (known === 'ask' || known === 'keeps') {
      if (known === 'ask' && !isInVain) say('without asking the school');
      // For a day it counts as one that keeps nothing.
      one.school = { keeps: false, at: now, modified: null, before: one.school ?? UNKNOWN_SCHOOL };
    }
  }

  /** Why a memory is read or deleted in the course of a send. */
  function purposeOf(current: Send, id: string): Send['purpose'] {
    if (current.unconfirmed) return 'confirm';
    if (current.duplicates.has(id)) return 'duplicate';
    return current.asked.every((one) => one === 'school') ? 'late' : 'entry';
  }

  /** Whether what the last answer shows is surely, or possibly, newer than the place. */
  function newer({ shown, age, course: number }: Send): 'surely' | 'maybe' | 'no' {
    if (!shown?.hasEntry || age.most <= LONG) return 'no';
    const { own } = course(number);
    const there = visitIn(shown.text);
    // The same place at the same time is the same text, from whichever device it came.
    const isOwn = there !== null && own.some((visit) => same(visit, there));
    const ago = shown.serverNow - shown.modified + WHOLE_SECOND;
    if (ago > age.most) return 'no';
    return ago <= age.least && age.least > LONG && !isOwn ? 'surely' : 'maybe';
  }

  function begin(number: number, now: number): Send {
    const one = course(number);
    const { waits } = one;
    const say = (why: string) => broken(`a send of course ${number} began ${why}`);
    if (!waits) say('though nothing waited');
    else {
      if (isNothingNew(number, waits)) say('though there was nothing new');
      if (now < Math.min(waits.at + QUIET, waits.since + LATEST)) say('before it was due');
      if (one.written && !same(one.written.visit, waits.visit)) {
        one.before = one.written.visit;
        one.written = null;
      }
    }
    // What is asked for by hand or event is one try before its time.
    const early = now < Math.floor(one.notBefore);
    const backoffSkips = state.backoffSkips.get(number) ?? 0;
    if (early && backoffSkips === 0) say('before its wait was over');
    if (early) state.backoffSkips.set(number, backoffSkips - 1);
    if (now < Math.floor(state.notBefore)) say('before Retry-After');
    // Until it is certain that this course was written last, none is.
    if (state.lastCourse !== number) state.lastCourse = 'none';
    if (waits) one.own.push(waits.visit);
    one.attempts += 1;
    one.notBefore = now + backoff(one.attempts, chance);
    return {
      course: number,
      connection: state.connection,
      asked: [],
      newest: one.newest,
      known: one.known,
      visit: waits?.visit ?? null,
      n: waits?.n ?? null,
      age: { least: now - (waits?.latest ?? now), most: now - (waits?.at ?? now) },
      at: now,
      text: '',
      shown: null,
      duplicates: new Set(),
      purpose: null,
      conflict: false,
      lookedInList: false,
      gone: false,
      unconfirmed: false,
      created: false,
      over: false,
    };
  }

  /** A request of a send; `number` is the course it names, if it names one. */
  function asks(
    kind: Kind,
    number: number | null,
    { written, text, id }: { written: Visit | null; text: string; id: string },
    now: number,
  ): Send | null {
    // What came while it looked whether what it created is alone goes in a send of its own.
    const next = model.send?.created && kind === 'update' && written && model.send.visit;
    if (model.send && next && !same(next, written)) model.send.over = true;
    const again = model.send && !model.send.conflict && model.send.asked.includes('name');
    const isNew = (kind === 'name' && again) || kind === 'school';
    if (model.send && isNew) {
      endWithoutWrite();
      model.send.over = true;
    }
    const open =
      model.send && !model.send.over && model.send.connection === state.connection
        ? model.send
        : null;
    const goesOn = open && (number === null || number === open.course);
    if (!goesOn) {
      if (number === null) {
        broken(`${kind} was asked outside a send`);
        return null;
      }
      endWithoutWrite();
      model.send = begin(number, now);
    }
    const current = model.send;
    if (!current) return null;
    const say = (why: string) => broken(`${kind} of course ${current.course} ${why}`);
    for (const why of forbidden(current.course)) say(`was asked ${why}`);
    const isConfirming = current.unconfirmed && (kind === 'list' || kind === 'read');
    if (!current.asked.includes('school') && (kind === 'school' || current.asked.length === 0)) {
      checkSchool(kind, current.course, now);
    }
    const byId = kind === 'read' || kind === 'delete';
    current.purpose = byId ? purposeOf(current, id) : null;
    const writes = kind === 'update' || kind === 'create';
    const isFirst = current.asked.every((one) => one === 'school');
    if (writes && isFirst && current.age.least > LONG) say('was written late and not read before');
    if (kind === 'update' && newer(current) === 'surely') {
      say('was written over a newer place of another device');
    }
    const isLate = current.purpose === 'late' && current.age.most > LONG;
    const sure = current.lookedInList || current.asked.includes('delete');
    if (kind === 'create' && !sure) say('without looking in the list before');
    if (kind === 'create') {
      if (course(current.course).created) say('though one was sent, and not found since');
      course(current.course).created = true;
    }
    const looks = kind !== 'update' && kind !== 'school' && !isConfirming && !isLate;
    if (looks && current.known && !current.gone) say('though the ids are known');
    current.shown = null;
    current.asked.push(kind);
    const fixed = current.asked.filter((one) => !NOT_COUNTED.has(one));
    const most = MOST_REQUESTS + (current.gone ? 1 : 0) + (current.conflict ? 2 : 0);
    if (fixed.length > most) say(`was one request too many: ${current.asked.join(', ')}`);
    if (written) {
      if (!current.newest.some((visit) => same(visit, written))) {
        say(`wrote unit ${written.unit}, which is not the last place`);
      }
      current.visit = written;
      current.text = text;
      course(current.course).own.push(written);
      model.attempted.push(written);
    }
    return current;
  }

  return asks;
}
