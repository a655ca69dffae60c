import type { ModelState, Send } from './model-state.ts';
import { same } from './campus.ts';
import { UNKNOWN_SCHOOL } from './course.ts';
import type { Kind, Outcome, Turn } from './exchange.ts';
import { held, MOST_REFUSALS, TOLERANCE } from './limits.ts';
import type { SendChecks } from './send-checks.ts';
import { schoolAge, type Shown } from './reply.ts';

/* How an answer of the server changes the model. */

/** Requests that come before the worker looks for the memory in the list. */
const EARLY: ReadonlySet<Kind> = new Set<Kind>(['school', 'update', 'read']);
const WRITES: ReadonlySet<Kind | undefined> = new Set<Kind | undefined>(['create', 'update']);
const isEarly = (kind: Kind): boolean => EARLY.has(kind);

/** Whether the API itself said that it created nothing. A 409 says that the memory exists. */
const isRefusal = (kind: Kind, outcome: Outcome) =>
  kind === 'create' &&
  outcome.kind === 'answer' &&
  outcome.status >= 400 &&
  outcome.status < 500 &&
  ![408, 409].includes(outcome.status) &&
  outcome.isOwn;

export type Answers = ReturnType<typeof createAnswers>;

/** Creates the part of the model that processes answers. */
export function createAnswers(model: ModelState, { isNothingNew }: SendChecks) {
  const { state, courses, course, unsure, chance } = model;

  /** Reads whether the school's own server keeps the course. `kept`: it has this place already. */
  function readSchool(current: Send, says: Turn, outcome: Outcome, now: number): Turn | 'kept' {
    const one = course(current.course);
    if (says !== 'goes-on') return says;
    const wrote = schoolAge(outcome, current.course);
    const last = one.school;
    const isSame = wrote !== null && last?.keeps !== false && wrote.modified === last?.modified;
    const is = (age: number) =>
      wrote !== null && !isSame && wrote.ago <= Math.max(0, age) + TOLERANCE;
    const isLastKnown = last === null || (last.keeps !== null && !last.before);
    const isCertain = isLastKnown && is(current.age.least) === is(current.age.most);
    one.school = {
      keeps: isCertain ? is(current.age.least) : null,
      at: now,
      modified: wrote?.modified ?? null,
      before: one.school ?? UNKNOWN_SCHOOL,
    };
    if (!isCertain) one.doubt = true;
    if (is(current.age.most)) one.kept = true;
    return isCertain && is(current.age.least) ? 'kept' : 'goes-on';
  }

  /** Returns what the worker does after an answer, given the earlier requests of the send. */
  function nextTurn(current: Send, kind: Kind, says: Turn, isOther: boolean, is403: boolean): Turn {
    const { purpose, shown } = current;
    const isFirst = current.asked.every((one) => isEarly(one) || one === 'read');
    if (kind === 'read' && is403) {
      if (purpose === 'late') return 'goes-on';
      if (purpose === 'confirm') return isFirst ? 'goes-on' : 'stop-course';
    }
    if (kind === 'update' && says === 'goes-on' && !current.asked.every(isEarly)) {
      // After "Not found" the worker looks for the memory, but only once.
      return 'stop-course';
    }
    if (purpose === 'confirm' && says === 'goes-on') return 'later';
    // A duplicate that cannot be removed does not keep the worker from writing into the other memory.
    if (purpose === 'duplicate' && says !== 'later') return 'goes-on';
    if (purpose === 'entry' && isOther) return 'stop-course';
    if (kind === 'list' && says !== 'stop-connection' && says !== 'stop-course') {
      const none = says === 'goes-on' && !shown?.hasEntry;
      // The server accepted a create, but shows another text.
      if (current.unconfirmed && says === 'later' && shown?.hasEntry) return 'goes-on';
      if (current.conflict && none) return 'later';
      if (current.created && none) return 'written';
    }
    return says;
  }

  /**
   * Ends a send that stopped without a write: the server has the text already, another device wrote a
   * newer one, or something forbids to continue. The model does not know what the worker stored.
   */
  function endWithoutWrite(): void {
    if (!model.send || model.send.over) return;
    const one = course(model.send.course);
    // The send was cancelled before the worker checked the new memory for duplicates.
    const isHeld = model.send.created && WRITES.has(model.send.asked.at(-1));
    const isSure = !model.send.shown && model.send.duplicates.size === 0;
    if (model.send.created ? !isHeld : isSure) return;
    if (isHeld) Object.assign(one, unsure.get(model.send.course));
    one.hiddenAttempts += one.attempts;
    Object.assign(one, { attempts: 0, notBefore: 0, refusals: 0 });
    Object.assign(one, { before: one.before ?? one.written?.visit ?? null, written: null });
    Object.assign(one, { known: false, doubt: true });
    state.lastCourse = null;
  }

  /** Updates the model once the worker has certainly processed an answer. */
  function processAnswer(
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
      ? readSchool(current, says, outcome, now)
      : nextTurn(current, kind, says, isOther, outcome.kind === 'answer' && outcome.status === 403);
    if (kind === 'list' && says === 'goes-on') one.twins = false;
    if (kind === 'list') current.duplicates = new Set(shown?.duplicates);
    if (current.created && kind === 'list') {
      const isOurs = shown?.text === current.text;
      // A list that cannot be read does not undo the answer to the create.
      if (turn !== 'later' || says === 'goes-on') {
        if (turn === 'goes-on' && isOurs) return;
      }
      if (says !== 'goes-on') return;
    } else if (current.created && kind !== 'update') return;
    current.unconfirmed = turn === 'unconfirmed';
    if (turn === 'unconfirmed') return;
    // The server says that the memory is gone that it found by name.
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
      // Every answer except a temporary failure ends the backoff, if the worker stored that answer.
      const waits = turn === 'later' ? {} : { attempts: 0, notBefore: 0 };
      unsure.set(current.course, { ...one, ...waits });
    }
    const { stopped, notBefore, lastCourse } = state;
    model.before ??= { stopped, notBefore, lastCourse };
    // The memory of another browser stays, not the one just created. The place is not in it yet.
    if (current.created && turn !== 'written') {
      Object.assign(one, unsure.get(current.course), { known: false });
    }
    current.created = (kind === 'create' || current.twins) && turn === 'written';
    if (turn === 'goes-on') return;
    current.over = !current.created;
    if (turn === 'kept') {
      const stays = one.waits && one.waits.n !== current.n;
      if (!stays) Object.assign(one, { waits: null, fallback: null });
      Object.assign(one, {
        attempts: 0,
        hiddenAttempts: 0,
        notBefore: 0,
        stopped: false,
        doubt: true,
      });
      return;
    }
    if (turn === 'written') {
      const { visit } = current;
      if (!visit) return;
      // The worker may have dropped places that the server has, or they are due again after this write.
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
      Object.assign(one, {
        attempts: 0,
        hiddenAttempts: 0,
        notBefore: 0,
        refusals: 0,
        stopped: false,
      });
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
        // A place that came while another one was being rejected is sent anyway.
        const isAnother = one.waits !== null && one.waits.n !== current.n;
        one.stopped = !isAnother || one.refusals >= MOST_REFUSALS;
      }
    }
    if (turn !== 'stop-connection' && after !== null) state.notBefore = now + held(after, chance);
  }

  return { processAnswer, endWithoutWrite };
}
