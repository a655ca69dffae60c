import { same, visitIn, type Visit } from './campus.ts';
import type { Kind, Outcome, Turn } from './exchange.ts';
import { schoolAge, type Shown } from './reply.ts';

/*
 * The rules of sending beside the real code: what one browser may ask of the server at a moment. What
 * a stopped worker may or may not have stored is not known here; then the model allows both.
 */

const QUIET = 5_000;
const LATEST = 60_000;
const LONGEST_WAIT = 15 * 60_000;
export const UNDO_TIME = 10_000;
const MOST_REFUSALS = 3;
const MOST_REQUESTS = 5;
const A_DAY = 24 * 60 * 60_000;
/** A place that waited longer is read before it is written. */
const LONG = 10 * 60_000;
/** How much older than the visit the school's own row may be. */
const TOLERANCE = 2 * 60_000;
/** After so many tries in a row the school is not asked any more. */
const MOST_QUESTIONS = 2;
/** A clock in a reply counts whole seconds. */
const WHOLE_SECOND = 1_000;

/** The wait after the n-th try, for a model in which chance always says the same (from 0 to 1). */
const backoff = (attempts: number, chance: number) =>
  QUIET + chance * (Math.min(LONGEST_WAIT, QUIET * 2 ** attempts) - QUIET);

interface Sighting {
  readonly visit: Visit;
  readonly seen: number;
}

interface Waiting extends Sighting {
  readonly since: number;
  /** When it was noted: not before `at`, and not after `latest`. */
  readonly at: number;
  readonly latest: number;
}

/** What is known of the school's own server: whether it keeps the course; null when that is not told. */
interface School {
  readonly keeps: boolean | null;
  readonly at: number;
  /** What was there before, until this is surely stored. */
  readonly before: School | null;
}

interface Course {
  /** The newest allowed places; several when it is not known which of them were noted. */
  newest: readonly Visit[];
  /** True after a place was taken back: what is stored of the course is not told here. */
  vague: boolean;
  /** What may be waiting, and since when. */
  waits: Waiting | null;
  attempts: number;
  /** Tries that may be noted beside those. */
  hidden: number;
  notBefore: number;
  refusals: number;
  stopped: boolean;
  /** What the server surely has from here, while nothing else was tried since. */
  written: { visit: Visit; at: number } | null;
  /** What was written before something else was tried. */
  before: Visit | null;
  /** The ids are surely known. */
  known: boolean;
  /** What waits may have been written already, by a worker that was stopped then. */
  doubt: boolean;
  /** Null when the school was surely not asked yet. */
  school: School | null;
  /** The newest place may rest with the school, which keeps it itself. */
  kept: boolean;
  /** Places of which a text may have gone out from here. */
  readonly own: Visit[];
}

const unknownCourse = (): Course => ({
  newest: [],
  vague: false,
  waits: null,
  attempts: 0,
  hidden: 0,
  notBefore: 0,
  refusals: 0,
  stopped: false,
  written: null,
  before: null,
  known: false,
  doubt: false,
  school: null,
  kept: false,
  own: [],
});

/** Not told: the school may have been asked or not. */
const NOT_TOLD: School = { keeps: null, at: 0, before: null };
const NOT_COUNTED: ReadonlySet<Kind> = new Set<Kind>(['read', 'delete', 'school']);
/** Before the first look for the memory. */
const isEarly = (kind: Kind) => kind === 'school' || kind === 'update';

interface Send {
  readonly course: number;
  readonly user: number | null;
  readonly asked: Kind[];
  /** What may be written in it. */
  readonly newest: readonly Visit[];
  readonly known: boolean;
  visit: Visit | null;
  /** How long its place had waited, at least and at most (ms). */
  readonly age: { least: number; most: number };
  /** When its first request was made. */
  readonly at: number;
  /** The text that was written last in it. */
  text: string;
  /** What the last answer shows, from which the worker knows what to do. */
  shown: Shown | null;
  twins: ReadonlySet<string>;
  /** Why the last `read` or `delete` was asked. */
  purpose: 'late' | 'confirm' | 'twin' | 'entry' | null;
  /** A create was answered with "it is there already". */
  conflict: boolean;
  lookedInList: boolean;
  gone: boolean;
  /** The server said yes, and not that it has what was written. */
  unconfirmed: boolean;
  /** It was created: what follows looks whether it is alone. */
  created: boolean;
  over: boolean;
}

export interface Pending {
  /** What Waypoint wrote is deleted with it, and what waits for the course forgotten. */
  readonly ours: boolean;
  readonly school: boolean;
  readonly stops: boolean;
  /** Parts that are surely gone. */
  done: Set<'ours' | 'school'>;
  /** The memory was not there any more. */
  missed: boolean;
  due: number;
  attempts: number;
  failed: boolean;
}

export type Rules = ReturnType<typeof createRules>;

export function createRules(chance: number, broken: (sentence: string) => void) {
  const courses = new Map<number, Course>();
  let send: Send | null = null;
  const state = {
    user: null as number | null,
    connected: false,
    paused: false,
    stopped: false,
    /** The server asked for it with Retry-After. */
    notBefore: 0,
    /** The course that was written last; null when that is not known. */
    lastCourse: null as number | 'none' | null,
    /** A worker was stopped when it may just have stored that the key was refused. */
    unsure: false,
    /** The course of the newest place; null when that is not known. */
    front: null as number | null,
    /** Tabs that show an exam and have said so. */
    exams: new Set<number>(),
    deletes: new Map<number, Pending>(),
    /** Courses that are surely not followed any more. */
    never: new Set<number>(),
    /** For how many tries of a course the waits after failures are over. */
    eager: new Map<number, number>(),
  };

  function course(number: number): Course {
    const found = courses.get(number) ?? unknownCourse();
    courses.set(number, found);
    return found;
  }

  /** True when the server surely has just this, so that there is nothing to tell it. */
  function isTold(number: number, { visit, seen }: Sighting): boolean {
    const { written } = course(number);
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const latest = written !== null && state.lastCourse === number;
    return latest && same(written.visit, visit) && day(written.at) === day(seen);
  }

  /** The same, once the place is due: of a course that was left for another it is no news either. */
  function isNoNews(number: number, { visit, seen }: Sighting): boolean {
    const left = state.front !== null && state.front !== number;
    const { written } = course(number);
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    if (left && written && same(written.visit, visit)) return day(written.at) === day(seen);
    return isTold(number, { visit, seen });
  }

  function forbidden(number: number): string[] {
    const { stopped } = course(number);
    const pending = state.deletes.get(number);
    return [
      ...(state.connected ? [] : ['without a connection']),
      ...(state.paused ? ['while paused'] : []),
      ...(state.stopped ? ['though the server refused the key'] : []),
      ...(state.exams.size > 0 ? ['while a tab shows an exam'] : []),
      ...(stopped ? ['though the server refused it'] : []),
      ...(pending && !pending.failed ? ['while its delete is pending'] : []),
      ...(state.never.has(number) ? ['though it is not followed any more'] : []),
    ];
  }

  /** What is known for today of the school: `ask` when it surely has to be asked. */
  function schoolNow(number: number, now: number): 'keeps' | 'keeps not' | 'ask' | 'not told' {
    const { school } = course(number);
    if (!school || now >= school.at + A_DAY) return 'ask';
    if (school.keeps === null || school.before) return 'not told';
    return school.keeps ? 'keeps' : 'keeps not';
  }

  /** Whether the school is asked first. */
  function checkSchool(kind: Kind, number: number, now: number): void {
    const one = course(number);
    const say = (why: string) => broken(`a send of course ${number} began ${why}`);
    const known = schoolNow(number, now);
    if (known === 'keeps') say('though the school keeps it');
    if (kind === 'school') {
      if (known === 'keeps not') say('with asking the school once more on that day');
      if (one.attempts > MOST_QUESTIONS) say('with asking the school once more in vain');
    } else if (known === 'ask') {
      if (one.attempts + one.hidden <= MOST_QUESTIONS) say('without asking the school');
      // Too often in vain: for a day it counts as one that keeps nothing.
      one.school = { keeps: false, at: now, before: one.school ?? NOT_TOLD };
    }
  }

  /** Why a memory is read or deleted in the course of a send. */
  function purposeOf(current: Send, id: string): Send['purpose'] {
    if (current.unconfirmed) return 'confirm';
    if (current.twins.has(id)) return 'twin';
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
      if (isNoNews(number, waits)) say('though there was nothing new');
      if (now < Math.min(waits.at + QUIET, waits.since + LATEST)) say('before it was due');
      if (one.written && !same(one.written.visit, waits.visit)) {
        one.before = one.written.visit;
        one.written = null;
      }
    }
    // What is asked for by hand or event is one try before its time.
    const early = now < Math.floor(one.notBefore);
    const eager = state.eager.get(number) ?? 0;
    if (early && eager === 0) say('before its wait was over');
    if (early) state.eager.set(number, eager - 1);
    if (now < Math.floor(state.notBefore)) say('before Retry-After');
    // Until it is certain that this course was written last, none is.
    if (state.lastCourse !== number) state.lastCourse = 'none';
    if (waits) one.own.push(waits.visit);
    one.attempts += 1;
    one.notBefore = now + backoff(one.attempts, chance);
    return {
      course: number,
      user: state.user,
      asked: [],
      newest: one.newest,
      known: one.known,
      visit: waits?.visit ?? null,
      age: { least: now - (waits?.latest ?? now), most: now - (waits?.at ?? now) },
      at: now,
      text: '',
      shown: null,
      twins: new Set(),
      purpose: null,
      conflict: false,
      lookedInList: false,
      gone: false,
      unconfirmed: false,
      created: false,
      over: false,
    };
  }

  /** What was taken for sure since everything last came to rest, as it was before. */
  const unsure = new Map<number, Course>();
  /** Places that were written for today's user, perhaps in vain, and for those before. */
  let tried: Visit[] = [];
  const former: { user: number; visit: Visit }[] = [];
  let before: Pick<typeof state, 'stopped' | 'notBefore' | 'lastCourse'> | null = null;

  /** A request of a send; `number` is the course it names, if it names one. */
  function asks(
    kind: Kind,
    number: number | null,
    { written, text, id }: { written: Visit | null; text: string; id: string },
    now: number,
  ): Send | null {
    // What came while it looked whether what it created is alone goes in a send of its own.
    const next = send?.created && kind === 'update' && written && send.visit;
    if (send && next && !same(next, written)) send.over = true;
    const again = send && !send.conflict && send.asked.includes('name');
    const isNew = (kind === 'name' && again) || kind === 'school';
    if (send && isNew) {
      endUnseen();
      send.over = true;
    }
    const open = send && !send.over && send.user === state.user ? send : null;
    const goesOn = open && (number === null || number === open.course);
    if (!goesOn) {
      if (number === null) {
        broken(`${kind} was asked outside a send`);
        return null;
      }
      endUnseen();
      send = begin(number, now);
    }
    const current = send;
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
      tried.push(written);
    }
    return current;
  }

  /** What the school's own server says. */
  function schoolSays(current: Send, says: Turn, outcome: Outcome, now: number): Turn | 'kept' {
    const one = course(current.course);
    if (says !== 'goes-on') return says;
    const ago = schoolAge(outcome, current.course);
    const is = (age: number) => ago !== null && ago <= Math.max(0, age) + TOLERANCE;
    const surely = is(current.age.least) === is(current.age.most);
    one.school = {
      keeps: surely ? is(current.age.least) : null,
      at: now,
      before: one.school ?? NOT_TOLD,
    };
    if (!surely) one.doubt = true;
    if (is(current.age.most)) one.kept = true;
    return surely && is(current.age.least) ? 'kept' : 'goes-on';
  }

  /** What the worker makes of an answer in the course of a send. */
  function turnIn(current: Send, kind: Kind, says: Turn, isOther: boolean): Turn {
    const { purpose, shown } = current;
    if (kind === 'update' && says === 'goes-on' && !current.asked.every(isEarly)) {
      // "Not found" sends it to look for the memory, but only once.
      return 'stop-course';
    }
    if (purpose === 'confirm' && says === 'goes-on') return 'later';
    // One that may not be removed is no reason not to write into the other.
    if (purpose === 'twin' && says !== 'later') return 'goes-on';
    if (purpose === 'entry' && isOther) return 'stop-course';
    if (kind === 'list' && says !== 'stop-connection' && says !== 'stop-course') {
      const none = says === 'goes-on' && !shown?.hasEntry;
      // The server said yes to a create, and shows another text.
      if (current.unconfirmed && says === 'later' && shown?.hasEntry) return 'goes-on';
      if (current.conflict && none) return 'stop-course';
      if (current.created && none) return 'later';
    }
    if (kind === 'name' && current.conflict && shown && !shown.hasEntry) return 'stop-course';
    return says;
  }

  /**
   * It ended with what an answer shows: the text is there already, or a newer one of another device, or
   * something forbids to go on. What is stored of it is not told here.
   */
  function endUnseen(): void {
    if (!send || send.over) return;
    const one = course(send.course);
    // Held before it was seen whether what was created is alone.
    const isHeld = send.created && send.asked.at(-1) === 'create';
    if (send.created ? !isHeld : !send.shown) return;
    if (isHeld) Object.assign(one, unsure.get(send.course));
    one.hidden += one.attempts;
    Object.assign(one, { attempts: 0, notBefore: 0, refusals: 0 });
    Object.assign(one, { before: one.before ?? one.written?.visit ?? null, written: null });
    Object.assign(one, { known: false, doubt: true });
    state.lastCourse = null;
  }

  /** What an answer means as soon as the worker has surely taken it in. */
  function answered(
    current: Send,
    kind: Kind,
    says: Turn,
    { outcome, shown, isOther }: { outcome: Outcome; shown: Shown | null; isOther: boolean },
    now: number,
  ): void {
    const one = course(current.course);
    if (current.user !== state.user) return;
    current.shown = shown;
    const isSchool = kind === 'school';
    const turn = isSchool
      ? schoolSays(current, says, outcome, now)
      : turnIn(current, kind, says, isOther);
    if (kind === 'list') current.twins = new Set(shown?.twins);
    if (current.created && kind === 'list') {
      const isOurs = shown?.text === current.text;
      // A list that cannot be read does not take back what the create said.
      if (turn !== 'later' || says === 'goes-on') {
        if (turn === 'goes-on' && isOurs) return;
      }
      if (says !== 'goes-on') return;
    } else if (current.created && kind !== 'update') return;
    current.unconfirmed = turn === 'unconfirmed';
    if (turn === 'unconfirmed') return;
    if (kind === 'list' && turn === 'goes-on') current.lookedInList = true;
    if (
      turn === 'goes-on' &&
      (kind === 'update' || (current.purpose === 'late' && !shown?.hasEntry))
    ) {
      current.gone = true;
    }
    if (kind === 'create' && turn === 'goes-on') current.conflict = true;
    const isOthers = current.created && turn === 'goes-on';
    if (turn === 'goes-on' && !isOthers) return;
    if (!unsure.has(current.course)) {
      // Whatever but a failure that passes ends the wait after failures, if it was stored.
      const waits = turn === 'later' ? {} : { attempts: 0, notBefore: 0 };
      unsure.set(current.course, { ...one, ...waits });
    }
    const { stopped, notBefore, lastCourse } = state;
    before ??= { stopped, notBefore, lastCourse };
    // That of another browser stays instead of the one that was created, and is not written yet.
    if (current.created && turn !== 'written') {
      Object.assign(one, unsure.get(current.course), { known: false });
    }
    current.created = kind === 'create' && turn === 'written';
    if (turn === 'goes-on') return;
    current.over = !current.created;
    if (turn === 'kept') {
      const stays = one.waits && current.visit && !same(one.waits.visit, current.visit);
      if (!stays) one.waits = null;
      Object.assign(one, { attempts: 0, hidden: 0, notBefore: 0, stopped: false, doubt: true });
      return;
    }
    if (turn === 'written') {
      const { visit } = current;
      if (!visit) return;
      // What was told already may have been put aside by now, or is due anew after this.
      for (const [number, other] of courses) {
        if (other.waits && isNoNews(number, other.waits)) other.doubt = true;
      }
      const left = one.waits && !same(one.waits.visit, visit) ? one.waits : null;
      one.waits = left && { ...left, since: left.at };
      Object.assign(one, { attempts: 0, hidden: 0, notBefore: 0, refusals: 0, stopped: false });
      one.written = { visit, at: now };
      one.before = null;
      Object.assign(one, { known: true, doubt: false, kept: false });
      Object.assign(state, { lastCourse: current.course, notBefore: 0, unsure: false });
      return;
    }
    const after = outcome.kind === 'answer' ? outcome.retryAfter : null;
    if (turn === 'later') {
      one.notBefore = Math.max(one.notBefore, now + (after ?? 0));
    } else {
      Object.assign(one, { attempts: 0, notBefore: 0 });
      if (turn === 'stop-connection') state.stopped = true;
      else Object.assign(one, { stopped: true, refusals: one.refusals + 1 });
    }
    if (turn !== 'stop-connection' && after !== null) state.notBefore = now + after;
  }

  /** What is no news of a course that was (perhaps) left may have been put aside by now. */
  function putAside(): void {
    for (const [number, one] of courses) {
      const left = state.front !== number;
      const again = one.waits && one.written && same(one.waits.visit, one.written.visit);
      if (!one.waits || !((left && again) || isNoNews(number, one.waits))) continue;
      one.hidden += one.attempts;
      Object.assign(one, { attempts: 0, notBefore: 0, doubt: true });
    }
  }

  /** Which place is in front from now on; null when that is not told here. */
  function turnsTo(number: number | null): void {
    putAside();
    state.front = number;
  }

  return {
    state,
    turnsTo,
    say: broken,
    course,
    all: () => courses,
    asks,
    answered,
    /** Courses of which a place surely waits that may be sent at some time without anybody's help. */
    waiting(): number[] {
      if (!state.connected || state.paused || state.stopped || state.unsure) return [];
      return [...courses].flatMap(([number, one]) => {
        const { waits, stopped, doubt, vague } = one;
        const pending = state.deletes.get(number);
        const deleted = (pending && !pending.failed) || state.never.has(number);
        const held = stopped || doubt || vague || deleted;
        const known = waits && state.front !== null && !isNoNews(number, waits);
        // Whether another course was written since may not be known.
        const back = waits && one.before !== null && same(waits.visit, one.before);
        const maybe = back === true || (state.lastCourse === null && one.written !== null);
        return known && !held && !maybe ? [number] : [];
      });
    },
    /** Whether what waits for a course may have to be read first. */
    isLate(number: number, now: number): boolean {
      const { waits } = course(number);
      return waits !== null && now - waits.at > LONG;
    },
    /** The send that is on its way, if any. */
    sending: () => (send && !send.over ? send : null),
    /** Everything has come to rest: what was answered is stored. */
    rests(isAsking: boolean): void {
      for (const one of courses.values()) {
        if (one.school?.before) one.school = { ...one.school, before: null };
      }
      if (!isAsking) endUnseen();
      if (send && !isAsking) send.over = true;
      // It looks whether what it created is alone: only then it is stored as written.
      if (send?.created === true && !send.over) return;
      unsure.clear();
      before = null;
    },
    /** The worker is gone: what it had stored of the last answers is not known. */
    workerGone(): void {
      if (before) Object.assign(state, { ...before, lastCourse: null, unsure: true });
      for (const [number, was] of unsure) {
        courses.set(number, { ...was, written: null, known: false, doubt: true });
      }
      for (const one of courses.values()) {
        one.hidden += 1;
        if (one.school?.before) one.school = { ...one.school, keeps: null };
      }
      for (const one of courses.values()) {
        // A try of another place may have been noted, and no request of it seen.
        if (!one.waits || !one.written || same(one.waits.visit, one.written.visit)) continue;
        Object.assign(one, { before: one.written.visit, written: null, doubt: true });
      }
      if (send && !send.over) {
        Object.assign(course(send.course), { written: null, known: false, doubt: true });
        state.lastCourse = null;
      }
      unsure.clear();
      before = null;
      send = null;
    },
    /** An allowed place was seen; `sure` when the worker said that it has it. */
    sees(visit: Visit, now: number, sure: boolean, seen = now): void {
      const one = course(visit.course);
      putAside();
      state.front = sure ? visit.course : null;
      const unclear = one.doubt || one.vague;
      one.newest = sure ? [visit] : [...one.newest, visit];
      if (sure) one.vague = false;
      // What was created and is being looked at still waits.
      const open = send?.created === true && !send.over && send.course === visit.course;
      const waits = one.waits ?? (open ? (unsure.get(visit.course)?.waits ?? null) : null);
      // What is told already is put aside when it is due, and its failures with it.
      const aside = waits !== null && isTold(visit.course, waits);
      if (aside) {
        one.hidden += one.attempts;
        Object.assign(one, { attempts: 0, notBefore: 0 });
      }
      const school = schoolNow(visit.course, now);
      one.kept = school === 'keeps' || school === 'not told';
      const latest = sure ? now : Infinity;
      if (waits?.visit.unit === visit.unit) {
        // When it may have been put aside before, it is not told when it was noted.
        const known = aside || unclear ? Infinity : waits.latest;
        one.waits = { ...waits, visit, latest: Math.min(known, latest) };
      } else if (waits || !isTold(visit.course, { visit, seen })) {
        one.waits = { visit, seen, since: waits?.since ?? now, at: now, latest };
        // The school keeps it, or may do so: then it is put aside.
        one.doubt ||= one.kept;
        // It is not known whether another course was written since: then it may be no news.
        one.doubt ||= state.lastCourse === null && one.written !== null;
        if (one.refusals < MOST_REFUSALS) one.stopped = false;
      }
      // What was created and is being looked at may turn out not to be written.
      const was = unsure.get(visit.course);
      const { newest, vague, kept } = one;
      if (was) unsure.set(visit.course, { ...was, newest, vague, kept, waits: one.waits });
    },
    /** What waited turned out to be of a refused page. */
    takesBack(number: number): void {
      turnsTo(null);
      const over = { newest: [], vague: true, waits: null, attempts: 0, notBefore: 0 };
      Object.assign(course(number), over);
    },
    /** A delete was carried out: only what was opened after it was due goes on waiting. */
    forgets(number: number): void {
      const pending = state.deletes.get(number);
      state.deletes.delete(number);
      if (pending && !pending.ours && !pending.stops) return;
      const { waits, newest, vague, own } = course(number);
      const isNewer = pending && waits && waits.latest >= pending.due;
      // What was written may stay there: then it is not written anew.
      const stays = pending?.ours && !pending.missed ? {} : { newest, vague: true };
      const left = isNewer ? { waits: { ...waits, since: waits.at }, newest, vague } : stays;
      const doubt = isNewer && waits.at < pending.due;
      courses.set(number, { ...unknownCourse(), ...left, own, doubt: doubt === true });
      if (doubt === true) course(number).vague = true;
    },
    /** Every wait and refusal is forgotten: the learner asks for it. */
    triesAgain(): void {
      Object.assign(state, { stopped: false, unsure: false });
      for (const one of courses.values()) {
        one.hidden += one.attempts;
        Object.assign(one, { attempts: 0, notBefore: 0, refusals: 0, stopped: false });
      }
    },
    /** Also deletes that were refused are tried again. */
    deletesAgain(): void {
      for (const one of state.deletes.values()) one.failed = false;
    },
    /** A drain at once: waits after failures do not hold it. One that runs is followed by another. */
    hurries(): void {
      for (const number of courses.keys()) {
        state.eager.set(number, Math.min(2, (state.eager.get(number) ?? 0) + 1));
      }
    },
    connects(user: number): void {
      if (state.user !== user) {
        const { user: last } = state;
        if (last !== null) former.push(...tried.map((visit) => ({ user: last, visit })));
        tried = [];
        putAside();
        for (const [number, { waits, newest, vague, doubt }] of courses) {
          const moved = waits ? { waits, newest } : {};
          const sure = !vague && !doubt;
          courses.set(number, { ...unknownCourse(), ...moved, vague: !sure });
        }
        state.deletes.clear();
        state.lastCourse = null;
      }
      Object.assign(state, { user, connected: true, stopped: false, notBefore: 0 });
    },
    /** Places that may have been written for a user before another one was connected. */
    formerly: (user: number) => former.filter((one) => one.user === user).map(({ visit }) => visit),
    /** A worker was stopped after it may have put a delete off: what it stored is known from its store. */
    mayBePutOff(pending: Pending, stored: { due: number; attempts: number }, now: number): void {
      if (stored.attempts === pending.attempts) return;
      const { attempts, due } = stored;
      const least = Math.floor(now + backoff(pending.attempts + 1, chance));
      if (attempts !== pending.attempts + 1 || due < least)
        broken('a delete was put off for no reason');
      Object.assign(pending, { due, attempts });
    },
    /** The server does not answer a delete just now: all that are due wait together. */
    postpones(pending: Pending, asked: number, now: number): void {
      const due = now + Math.max(backoff(pending.attempts + 1, chance), asked);
      for (const other of state.deletes.values()) {
        if (other !== pending && (other.failed || other.due > now)) continue;
        other.attempts += 1;
        other.due = due;
      }
      if (asked > 0) state.notBefore = now + asked;
    },
  };
}
