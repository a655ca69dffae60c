import type { ModelState, Send } from './model-state.ts';
import { same } from './campus.ts';
import { UNKNOWN_SCHOOL } from './course.ts';
import type { Kind, Outcome, Turn } from './exchange.ts';
import { MOST_REFUSALS, TOLERANCE } from './limits.ts';
import type { SendChecks } from './send-checks.ts';
import { schoolAge, type Shown } from './reply.ts';

/* What an answer means for what comes next. */

/** Before the first look for the memory. */
const EARLY: ReadonlySet<Kind> = new Set<Kind>(['school', 'update', 'read']);
const isEarly = (kind: Kind): boolean => EARLY.has(kind);

/** The API's own words that a create was not carried out; 409 says that something is there. */
const isRefusal = (kind: Kind, outcome: Outcome) =>
  kind === 'create' &&
  outcome.kind === 'answer' &&
  outcome.status >= 400 &&
  outcome.status < 500 &&
  ![408, 409].includes(outcome.status) &&
  outcome.isOwn;

export type Answers = ReturnType<typeof createAnswers>;

export function createAnswers(model: ModelState, { isNothingNew }: SendChecks) {
  const { state, courses, course, unsure } = model;

  /** What the school's own server says. */
  function schoolSays(current: Send, says: Turn, outcome: Outcome, now: number): Turn | 'kept' {
    const one = course(current.course);
    if (says !== 'goes-on') return says;
    const wrote = schoolAge(outcome, current.course);
    const last = one.school;
    const isSame = wrote !== null && last?.keeps !== false && wrote.modified === last?.modified;
    const is = (age: number) =>
      wrote !== null && !isSame && wrote.ago <= Math.max(0, age) + TOLERANCE;
    const isLastKnown = last === null || (last.keeps !== null && !last.before);
    const surely = isLastKnown && is(current.age.least) === is(current.age.most);
    one.school = {
      keeps: surely ? is(current.age.least) : null,
      at: now,
      modified: wrote?.modified ?? null,
      before: one.school ?? UNKNOWN_SCHOOL,
    };
    if (!surely) one.doubt = true;
    if (is(current.age.most)) one.kept = true;
    return surely && is(current.age.least) ? 'kept' : 'goes-on';
  }

  /** What the worker makes of an answer in the course of a send. */
  function turnIn(current: Send, kind: Kind, says: Turn, isOther: boolean, is403: boolean): Turn {
    const { purpose, shown } = current;
    const isFirst = current.asked.every((one) => isEarly(one) || one === 'read');
    if (kind === 'read' && is403) {
      if (purpose === 'late') return 'goes-on';
      if (purpose === 'confirm') return isFirst ? 'goes-on' : 'stop-course';
    }
    if (kind === 'update' && says === 'goes-on' && !current.asked.every(isEarly)) {
      // "Not found" sends it to look for the memory, but only once.
      return 'stop-course';
    }
    if (purpose === 'confirm' && says === 'goes-on') return 'later';
    // One that may not be removed is no reason not to write into the other.
    if (purpose === 'duplicate' && says !== 'later') return 'goes-on';
    if (purpose === 'entry' && isOther) return 'stop-course';
    if (kind === 'list' && says !== 'stop-connection' && says !== 'stop-course') {
      const none = says === 'goes-on' && !shown?.hasEntry;
      // The server said yes to a create, and shows another text.
      if (current.unconfirmed && says === 'later' && shown?.hasEntry) return 'goes-on';
      if (current.conflict && none) return 'later';
      if (current.created && none) return 'written';
    }
    return says;
  }

  /**
   * It ended with what an answer shows: the text is there already, or a newer one of another device, or
   * something forbids to go on. What is stored of it is not told here.
   */
  function endWithoutWrite(): void {
    if (!model.send || model.send.over) return;
    const one = course(model.send.course);
    // RequestCancelled before it was seen whether what was created is alone.
    const isHeld = model.send.created && model.send.asked.at(-1) === 'create';
    if (model.send.created ? !isHeld : !model.send.shown) return;
    if (isHeld) Object.assign(one, unsure.get(model.send.course));
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
    if (current.connection !== state.connection) return;
    current.shown = shown;
    if (shown?.hasEntry || isRefusal(kind, outcome)) one.created = false;
    const isSchool = kind === 'school';
    const turn = isSchool
      ? schoolSays(current, says, outcome, now)
      : turnIn(current, kind, says, isOther, outcome.kind === 'answer' && outcome.status === 403);
    if (kind === 'list') current.duplicates = new Set(shown?.duplicates);
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
    // What the server says is gone was the one that it had found by name.
    const denied =
      current.purpose === 'entry' && outcome.kind === 'answer' && outcome.status === 404;
    if ((kind === 'list' && turn === 'goes-on') || denied) current.lookedInList = true;
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
    model.before ??= { stopped, notBefore, lastCourse };
    // That of another browser stays instead of the one that was created, and is not written yet.
    if (current.created && turn !== 'written') {
      Object.assign(one, unsure.get(current.course), { known: false });
    }
    current.created = kind === 'create' && turn === 'written';
    if (turn === 'goes-on') return;
    current.over = !current.created;
    if (turn === 'kept') {
      const stays = one.waits && one.waits.n !== current.n;
      if (!stays) Object.assign(one, { waits: null, fallback: null });
      Object.assign(one, { attempts: 0, hidden: 0, notBefore: 0, stopped: false, doubt: true });
      return;
    }
    if (turn === 'written') {
      const { visit } = current;
      if (!visit) return;
      // What was told already may have been put aside by now, or is due anew after this.
      for (const [number, other] of courses) {
        if (other.waits && isNothingNew(number, other.waits)) other.doubt = true;
      }
      const left = one.waits && one.waits.n !== current.n ? one.waits : null;
      one.waits = left && { ...left, since: left.at };
      const { fallback } = one;
      const keepsFallback = left && fallback && !same(fallback.waits.visit, visit);
      one.fallback = keepsFallback
        ? { ...fallback, waits: { ...fallback.waits, since: fallback.waits.at } }
        : null;
      Object.assign(one, { attempts: 0, hidden: 0, notBefore: 0, refusals: 0, stopped: false });
      one.written = { visit, at: now };
      one.before = null;
      if (kind === 'update') one.created = false;
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
      else {
        one.refusals += 1;
        // What came while it was refused is tried all the same.
        const isAnother = one.waits !== null && one.waits.n !== current.n;
        one.stopped = !isAnother || one.refusals >= MOST_REFUSALS;
      }
    }
    if (turn !== 'stop-connection' && after !== null) state.notBefore = now + after;
  }

  return { answered, endWithoutWrite };
}
