import type { Answers } from './answer.ts';
import type { ModelState, Send } from './model-state.ts';
import { same, visitIn, type Visit } from './campus.ts';
import { UNKNOWN_SCHOOL } from './course.ts';
import type { Kind } from './exchange.ts';
import {
  SCHOOL_DELAY,
  QUIET_TIME,
  LONGEST_DELAY,
  MOST_REQUESTS,
  LATE_AFTER,
  MOST_SCHOOL_REQUESTS,
  WHOLE_SECOND,
  backoff,
} from './limits.ts';
import type { SendChecks } from './send-checks.ts';

/* Which requests a browser may make at a moment. */

/** Requests that do not count against `MOST_REQUESTS`. */
const NOT_COUNTED: ReadonlySet<Kind> = new Set<Kind>(['read', 'delete', 'school']);

export function createRequestRule(
  model: ModelState,
  sendChecks: SendChecks,
  { endWithoutWrite }: Answers,
) {
  const { state, course, broken, chance } = model;
  const { isNothingNew, forbidden, schoolNow } = sendChecks;

  /** Checks that the worker asks the school first, when it has to and only then. */
  function checkSchool(kind: Kind, number: number, now: number): void {
    const one = course(number);
    const say = (why: string) => broken(`a send of course ${number} began ${why}`);
    const known = schoolNow(number, now);
    // The worker asks again about a later unit once that had time to reach the school's server.
    const { waits } = one;
    const isTime =
      waits && now >= Math.min(waits.at + SCHOOL_DELAY, waits.since + 2 * SCHOOL_DELAY);
    // After too many questions without an answer, the worker does not ask the school.
    const isTooOften = one.attempts + one.hiddenAttempts > MOST_SCHOOL_REQUESTS;
    if (known === 'keeps' && !(isTime && (kind === 'school' || isTooOften))) {
      say('though the school keeps the course itself');
    }
    if (kind === 'school') {
      if (known === 'keeps not') say('by asking the school a second time on the same day');
      if (one.attempts > MOST_SCHOOL_REQUESTS)
        say('by asking the school again after too many failures');
    } else if (known === 'ask' || known === 'keeps') {
      if (known === 'ask' && !isTooOften) say('without asking the school first');
      // For a day the worker treats the school as one that keeps nothing.
      one.school = { keeps: false, at: now, modified: null, before: one.school ?? UNKNOWN_SCHOOL };
    }
  }

  /** Returns why a send reads or deletes a memory. */
  function purposeOf(current: Send, id: string): Send['purpose'] {
    if (current.unconfirmed) return 'confirm';
    if (current.duplicates.has(id)) return 'duplicate';
    return current.asked.every((one) => one === 'school') ? 'late' : 'entry';
  }

  /** Returns whether the text in the last answer is certainly, or maybe, newer than the place. */
  function newer({ shown, age, course: number }: Send): 'surely' | 'maybe' | 'no' {
    if (!shown?.hasEntry || age.most <= LATE_AFTER) return 'no';
    const { own } = course(number);
    const there = visitIn(shown.text);
    // Two devices that write the same place at the same time write the same text.
    const isOwn = there !== null && own.some((visit) => same(visit, there));
    const ago = shown.serverNow - shown.modified + WHOLE_SECOND;
    if (ago > age.most) return 'no';
    return ago <= age.least && age.least > LATE_AFTER && !isOwn ? 'surely' : 'maybe';
  }

  /** Begins a send in the model and checks that the course may be sent now. */
  function begin(number: number, now: number): Send {
    const one = course(number);
    const { waits } = one;
    const say = (why: string) => broken(`a send of course ${number} began ${why}`);
    if (!waits) say('though no place was waiting');
    else {
      if (isNothingNew(number, waits)) say('though the server has this place already');
      if (now < Math.min(waits.at + QUIET_TIME, waits.since + LONGEST_DELAY))
        say('before it was due');
      if (one.written && !same(one.written.visit, waits.visit)) {
        one.before = one.written.visit;
        one.written = null;
      }
    }
    // The learner or an event allows one attempt before the backoff is over.
    const early = now < Math.floor(one.notBefore);
    const backoffSkips = state.backoffSkips.get(number) ?? 0;
    if (early && backoffSkips === 0) say('before its backoff was over');
    if (early) state.backoffSkips.set(number, backoffSkips - 1);
    if (now < Math.floor(state.notBefore)) say('before Retry-After was over');
    // Until the write is certain, no course counts as the one written last.
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
      twins: one.twins,
      over: false,
    };
  }

  /** Checks a request and returns the send that it belongs to. `number` is the course it names, or null. */
  function checkRequest(
    kind: Kind,
    number: number | null,
    { written, text, id }: { written: Visit | null; text: string; id: string },
    now: number,
  ): Send | null {
    // A place that came during the check for duplicates starts a send of its own.
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
        broken(`${kind} was sent outside a send`);
        return null;
      }
      endWithoutWrite();
      model.send = begin(number, now);
    }
    const current = model.send;
    if (!current) return null;
    const say = (why: string) => broken(`${kind} of course ${current.course} ${why}`);
    for (const why of forbidden(current.course)) say(`was sent ${why}`);
    const isConfirming = current.unconfirmed && (kind === 'list' || kind === 'read');
    if (!current.asked.includes('school') && (kind === 'school' || current.asked.length === 0)) {
      checkSchool(kind, current.course, now);
    }
    const byId = kind === 'read' || kind === 'delete';
    current.purpose = byId ? purposeOf(current, id) : null;
    const writes = kind === 'update' || kind === 'create';
    const isFirst = current.asked.every((one) => one === 'school');
    if (writes && isFirst && current.age.least > LATE_AFTER)
      say('wrote a late place without reading the memory first');
    if (kind === 'update' && newer(current) === 'surely') {
      say('overwrote a newer place of another device');
    }
    const isLate = current.purpose === 'late' && current.age.most > LATE_AFTER;
    const sure = current.lookedInList || current.asked.includes('delete');
    if (kind === 'create' && !sure) say('came without a look at the list');
    if (kind === 'create') {
      if (course(current.course).created)
        say('came though an earlier create was sent and its memory was not found');
      course(current.course).created = true;
      course(current.course).twins = true;
    }
    // The worker looks for twins after a create whose row was not listed.
    const isTwins = current.twins && (kind === 'list' || current.purpose === 'duplicate');
    const looks = !isTwins && kind !== 'update' && kind !== 'school' && !isConfirming && !isLate;
    if (looks && current.known && !current.gone) say('came though the ids are known');
    current.shown = null;
    current.asked.push(kind);
    const fixed = current.asked.filter((one) => !NOT_COUNTED.has(one));
    const most =
      MOST_REQUESTS + (current.gone ? 1 : 0) + (current.conflict ? 2 : 0) + (current.twins ? 2 : 0);
    if (fixed.length > most) say(`was one request too many: ${current.asked.join(', ')}`);
    if (written) {
      if (!current.newest.some((visit) => same(visit, written))) {
        say(`wrote unit ${written.unit}, which is not the latest place`);
      }
      current.visit = written;
      current.text = text;
      course(current.course).own.push(written);
      model.attempted.push(written);
    }
    return current;
  }

  return checkRequest;
}
