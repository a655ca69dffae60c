import { waitingIn, type CourseRecord } from '../../lib/store/items/outbox-record.ts';
import { COURSE, IDS, textOf, type Learner, type Step } from './learner.ts';
import type { Rules } from './rules.ts';
import type { Reply } from './server.ts';

/** What the worker of a browser needs from the world around it. */
export interface World {
  readonly rules: Rules;
  /** Sends one request of a learner to the server. */
  readonly ask: (learner: Learner, now: number) => Reply;
  /** Wakes the worker of a learner at a time. */
  readonly wake: (learner: Learner, time: number) => void;
  /** Tells the worker of a learner the answer to its request. */
  readonly answer: (learner: Learner, time: number) => void;
  /** A send is over and the place no longer waits. */
  readonly settled: (learner: Learner, seq: number, now: number) => void;
}

/**
 * Returns the worker's part: when it sends, which requests a send makes, and what follows from each
 * answer. It mirrors `sendDue`, `sendPlace`, `deliver` and `upsert`, with the rules that these call.
 */
export function createWorker({ rules, ask, wake, answer, settled }: World) {
  /** Sends what is due, or wakes the worker when it is. */
  function run(learner: Learner, now: number, skipBackoff = false): void {
    if (!learner.isOpen || learner.step !== 'none') return;
    const { record, health } = learner;
    const due = rules.sendAt(record, health, { now, skipBackoff });
    if (due !== null && due <= now) begin(learner, now);
    else if (learner.wakesAt !== (due ?? Infinity)) {
      learner.wakesAt = due ?? Infinity;
      if (due !== null) wake(learner, due);
    }
  }

  function begin(learner: Learner, now: number): void {
    const { record } = learner;
    const waiting = waitingIn(record);
    if (!waiting) return;
    const known = rules.knownToday(record, now);
    const askAt = known?.tracks ? rules.askAgainAt(known, waiting, now) : 0;
    if (askAt === null) return finish(learner, rules.clear(record, waiting.seq), now);
    if (askAt > now) {
      learner.record = { ...record, notBefore: askAt };
      return run(learner, now);
    }
    const { unit } = learner;
    learner.record = rules.beforeTry(record, textOf(unit), now);
    learner.sending = { seq: waiting.seq, unit, isLate: rules.isLate(waiting, now) };
    if (!rules.isAskedFirst(record, now)) return write(learner, now);
    if (rules.mayAskIn(learner.record.attempts)) return request(learner, 'school', now);
    schoolSays(learner, false, now);
    write(learner, now);
  }

  function schoolSays(learner: Learner, tracks: boolean, now: number): void {
    const unit = textOf(learner.sending?.unit ?? 0);
    const edxMemory = { tracks, at: now, modified: tracks ? `${now}` : null, unit };
    learner.record = { ...learner.record, edxMemory };
  }

  /** Begins to write the place, once the school was asked. */
  function write(learner: Learner, now: number): void {
    const isKnown = learner.record.ids !== null;
    request(learner, isKnown ? (learner.sending?.isLate ? 'read' : 'write') : 'name', now);
  }

  function request(learner: Learner, step: Step, now: number): void {
    learner.step = step;
    const { at, fault, isDone } = ask(learner, now);
    if (isDone && (step === 'write' || step === 'create')) {
      learner.saved = learner.sending?.unit ?? 0;
      learner.hasMemory = true;
    }
    learner.fault = fault;
    learner.answersAt = at;
    answer(learner, at);
  }

  /** Handles the answer to the request under way. */
  function takeAnswer(learner: Learner, now: number): void {
    const { fault, step, sending, record, hasMemory, saved } = learner;
    if (!sending || now !== learner.answersAt) return;
    const { unit } = sending;
    if (fault && step !== 'confirm') return takeFault(learner, now);
    if (step === 'school') {
      schoolSays(learner, learner.isTracked, now);
      if (!learner.isTracked) return write(learner, now);
      return finish(learner, rules.clear(learner.record, sending.seq), now);
    }
    // A try whose answer was lost may have written the place already.
    if (step === 'read' && saved === unit) return save(learner, true, now);
    if (step === 'read') return request(learner, 'write', now);
    if (step === 'name' || step === 'list') {
      if (hasMemory && saved !== unit) return request(learner, 'write', now);
      if (hasMemory) return save(learner, true, now);
      if (step === 'name') return request(learner, 'list', now);
      if (record.created) return finish(learner, rules.notShown(record), now);
      learner.record = rules.creating(record, true);
      return request(learner, 'create', now);
    }
    if (step === 'create') return request(learner, 'confirm', now);
    save(learner, !fault, now);
  }

  function takeFault(learner: Learner, now: number): void {
    const { fault, step, sending, record } = learner;
    if (!fault || !sending) return;
    const isRefused = fault.kind === 'status' && fault.status === 429;
    const after = step === 'create' && isRefused ? rules.creating(record, false) : record;
    learner.health = rules.heldBack(learner.health, rules.askedToWait(fault), now);
    finish(learner, rules.failed(after, fault, sending.seq), now);
  }

  function save(learner: Learner, isSeen: boolean, now: number): void {
    const { record, sending } = learner;
    if (!sending) return;
    const { seq, unit } = sending;
    const text = textOf(unit);
    learner.health = rules.afterSave(learner.health, COURSE);
    finish(learner, rules.sent(record, { seq, text, unitKey: text, ids: IDS, isSeen, now }), now);
  }

  function finish(learner: Learner, record: CourseRecord, now: number): void {
    const before = waitingIn(learner.record)?.seq;
    const { sending } = learner;
    Object.assign(learner, { record, step: 'none', sending: null, fault: null });
    const seq = sending?.seq ?? before ?? 0;
    if (record.attempts === 0 && !record.rejected) settled(learner, seq, now);
    run(learner, now);
  }

  return { run, takeAnswer };
}
