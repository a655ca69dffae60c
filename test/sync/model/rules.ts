import { same, type Visit } from './campus.ts';
import type { Kind, Outcome, Turn } from './exchange.ts';

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

/** The wait after the n-th try, for a model in which chance always says the same (from 0 to 1). */
const backoff = (attempts: number, chance: number) =>
  QUIET + chance * (Math.min(LONGEST_WAIT, QUIET * 2 ** attempts) - QUIET);

interface Course {
  /** The newest allowed places; several when it is not known which of them were noted. */
  newest: readonly Visit[];
  /** True after a place was taken back: what is stored of the course is not told here. */
  vague: boolean;
  /** What may be waiting, and since when. */
  waits: { visit: Visit; since: number; at: number } | null;
  attempts: number;
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
}

const unknownCourse = (): Course => ({
  newest: [],
  vague: false,
  waits: null,
  attempts: 0,
  notBefore: 0,
  refusals: 0,
  stopped: false,
  written: null,
  before: null,
  known: false,
  doubt: false,
});

interface Send {
  readonly course: number;
  readonly user: number | null;
  readonly asked: Kind[];
  /** What may be written in it. */
  readonly newest: readonly Visit[];
  readonly known: boolean;
  visit: Visit | null;
  lookedInList: boolean;
  gone: boolean;
  /** The server said yes, and not that it has what was written. */
  unconfirmed: boolean;
  /** It was created: what follows looks whether it is alone. */
  created: boolean;
  over: boolean;
}

export interface Pending {
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
    lastCourse: null as number | null,
    /** A worker was stopped when it may just have stored that the key was refused. */
    unsure: false,
    /** The course of the newest place; null when that is not known. */
    front: null as number | null,
    /** Tabs that show an exam and have said so. */
    exams: new Set<number>(),
    deletes: new Map<number, Pending>(),
    /** Courses whose waits after failures are over for one try. */
    eager: new Set<number>(),
  };

  function course(number: number): Course {
    const found = courses.get(number) ?? unknownCourse();
    courses.set(number, found);
    return found;
  }

  /** True when the server surely has just this, so that there is nothing to tell it. */
  function isTold(number: number, visit: Visit, now: number): boolean {
    const { written } = course(number);
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    const latest = written !== null && state.lastCourse === number;
    return latest && same(written.visit, visit) && day(written.at) === day(now);
  }

  /** The same, once the place is due: of a course that was left for another it is no news either. */
  function isNoNews(number: number, visit: Visit, now: number): boolean {
    const left = state.front !== null && state.front !== number;
    const { written } = course(number);
    const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
    if (left && written && same(written.visit, visit)) return day(written.at) === day(now);
    return isTold(number, visit, now);
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
    ];
  }

  function begin(number: number, now: number): Send {
    const one = course(number);
    const { waits } = one;
    const say = (why: string) => broken(`a send of course ${number} began ${why}`);
    if (!waits) say('though nothing waited');
    else {
      if (isNoNews(number, waits.visit, now)) say('though there was nothing new');
      if (now < Math.min(waits.at + QUIET, waits.since + LATEST)) say('before it was due');
      if (one.written && !same(one.written.visit, waits.visit)) {
        one.before = one.written.visit;
        one.written = null;
      }
    }
    // What is asked for by hand or event is one try before its time.
    const early = now < Math.floor(one.notBefore);
    if (early && !state.eager.delete(number)) say('before its wait was over');
    if (now < Math.floor(state.notBefore)) say('before Retry-After');
    one.attempts += 1;
    one.notBefore = now + backoff(one.attempts, chance);
    return {
      course: number,
      user: state.user,
      asked: [],
      newest: one.newest,
      known: one.known,
      visit: waits?.visit ?? null,
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
    written: Visit | null,
    now: number,
  ): Send | null {
    // What came while it looked whether what it created is alone goes in a send of its own.
    const next = send?.created && kind === 'update' && written && send.visit;
    if (send && next && !same(next, written)) send.over = true;
    if (send && kind === 'name' && send.asked.includes('name')) send.over = true;
    const open = send && !send.over && send.user === state.user ? send : null;
    const goesOn = open && (number === null || number === open.course);
    if (!goesOn) {
      if (number === null) {
        broken(`${kind} was asked outside a send`);
        return null;
      }
      send = begin(number, now);
    }
    const current = send;
    if (!current) return null;
    const say = (why: string) => broken(`${kind} of course ${current.course} ${why}`);
    for (const why of forbidden(current.course)) say(`was asked ${why}`);
    const isConfirming = current.unconfirmed && (kind === 'list' || kind === 'read');
    const sure = current.lookedInList || current.asked.includes('delete');
    if (kind === 'create' && !sure) say('without looking in the list before');
    if (kind !== 'update' && current.known && !current.gone && !isConfirming)
      say('though the ids are known');
    current.asked.push(kind);
    const fixed = current.asked.filter((one) => one !== 'read' && one !== 'delete');
    const most = current.gone ? MOST_REQUESTS + 1 : MOST_REQUESTS;
    if (fixed.length > most) say(`was one request too many: ${current.asked.join(', ')}`);
    if (written) {
      if (!current.newest.some((visit) => same(visit, written))) {
        say(`wrote unit ${written.unit}, which is not the last place`);
      }
      current.visit = written;
      tried.push(written);
    }
    return current;
  }

  /** What an answer means as soon as the worker has surely taken it in. */
  function answered(current: Send, kind: Kind, says: Turn, outcome: Outcome, now: number): void {
    const one = course(current.course);
    if (current.user !== state.user || (current.created && kind !== 'update')) return;
    // "Not found" sends it to look for the memory, but only once.
    const again = kind === 'update' && says === 'goes-on' && current.asked.includes('name');
    const turn = again ? 'stop-course' : says;
    if (kind === 'read' && current.unconfirmed && turn === 'goes-on') current.gone = true;
    current.unconfirmed = turn === 'unconfirmed';
    if (turn === 'unconfirmed') return;
    if (kind === 'list' && turn === 'goes-on') current.lookedInList = true;
    if (kind === 'update' && turn === 'goes-on') current.gone = true;
    if (turn === 'goes-on') return;
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
    current.over = !current.created;
    if (turn === 'written') {
      const { visit } = current;
      if (!visit) return;
      // What was told already may have been put aside by now, or is due anew after this.
      for (const [number, other] of courses) {
        if (other.waits && isNoNews(number, other.waits.visit, now)) other.doubt = true;
      }
      const newer = one.waits && !same(one.waits.visit, visit) ? one.waits : null;
      one.waits = newer && { ...newer, since: newer.at };
      Object.assign(one, { attempts: 0, notBefore: 0, refusals: 0, stopped: false });
      one.written = { visit, at: now };
      one.before = null;
      Object.assign(one, { known: true, doubt: false });
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

  return {
    state,
    course,
    all: () => courses,
    asks,
    answered,
    /** Courses of which a place surely waits that may be sent at some time without anybody's help. */
    waiting(now: number): number[] {
      if (!state.connected || state.paused || state.stopped || state.unsure) return [];
      return [...courses].flatMap(([number, one]) => {
        const { waits, stopped, doubt, vague } = one;
        const pending = state.deletes.get(number);
        const held = stopped || doubt || vague || (pending && !pending.failed);
        const known = waits && state.front !== null && !isNoNews(number, waits.visit, now);
        // Whether another course was written since may not be known.
        const back = waits && one.before !== null && same(waits.visit, one.before);
        const maybe = back === true || (state.lastCourse === null && one.written !== null);
        return known && !held && !maybe ? [number] : [];
      });
    },
    /** The send that is on its way, if any. */
    sending: () => (send && !send.over ? send : null),
    /** Everything has come to rest: what was answered is stored. */
    rests(isAsking: boolean): void {
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
    sees(visit: Visit, now: number, sure: boolean): void {
      const one = course(visit.course);
      // What was no news of a course that was left may have been put aside.
      for (const [number, { waits }] of courses) {
        if (waits && isNoNews(number, waits.visit, now)) {
          Object.assign(course(number), { attempts: 0, notBefore: 0, doubt: true });
        }
      }
      state.front = sure ? visit.course : null;
      one.newest = sure ? [visit] : [...one.newest, visit];
      if (sure) one.vague = false;
      // What was created and is being looked at still waits.
      const open = send?.created === true && !send.over && send.course === visit.course;
      const waits = one.waits ?? (open ? (unsure.get(visit.course)?.waits ?? null) : null);
      // What is told already is put aside when it is due, and its failures with it.
      if (waits && isTold(visit.course, waits.visit, now)) {
        Object.assign(one, { attempts: 0, notBefore: 0 });
      }
      if (waits?.visit.unit === visit.unit) one.waits = { ...waits, visit };
      else if (waits || !isTold(visit.course, visit, now)) {
        one.waits = { visit, since: waits?.since ?? now, at: now };
        // It is not known whether another course was written since: then it may be no news.
        one.doubt ||= state.lastCourse === null && one.written !== null;
        if (one.refusals < MOST_REFUSALS) one.stopped = false;
      }
    },
    /** What waited turned out to be of a refused page. */
    takesBack(number: number): void {
      state.front = null;
      const over = { newest: [], vague: true, waits: null, attempts: 0, notBefore: 0 };
      Object.assign(course(number), over);
    },
    /** Everything about the course was deleted on the server, as the learner wished. */
    forgets(number: number): void {
      courses.set(number, unknownCourse());
      state.deletes.delete(number);
    },
    /** Every wait and refusal is forgotten: the learner asks for it. */
    triesAgain(): void {
      Object.assign(state, { stopped: false, unsure: false });
      for (const one of courses.values()) {
        Object.assign(one, { attempts: 0, notBefore: 0, refusals: 0, stopped: false });
      }
    },
    /** Also deletes that were refused are tried again. */
    deletesAgain(): void {
      for (const one of state.deletes.values()) one.failed = false;
    },
    /** A drain at once: waits after failures do not hold it. */
    hurries(): void {
      for (const number of courses.keys()) state.eager.add(number);
    },
    connects(user: number): void {
      if (state.user !== user) {
        const { user: last } = state;
        if (last !== null) former.push(...tried.map((visit) => ({ user: last, visit })));
        tried = [];
        for (const [number, { waits, newest, vague, doubt }] of courses) {
          const moved = waits ? { waits, newest } : {};
          const sure = !vague && !doubt && !(waits && isTold(number, waits.visit, Date.now()));
          courses.set(number, { ...unknownCourse(), ...moved, vague: !sure });
        }
        state.deletes.clear();
        state.lastCourse = null;
      }
      Object.assign(state, { user, connected: true, stopped: false, notBefore: 0 });
    },
    /** Places that may have been written for a user before another one was connected. */
    formerly: (user: number) => former.filter((one) => one.user === user).map(({ visit }) => visit),
    /** The wait after the n-th try of a delete. */
    later: (attempts: number) => backoff(attempts, chance),
  };
}
