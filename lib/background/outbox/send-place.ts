import { askedToWait, classify } from '../../ibl/client/classify-fault.ts';
import type { Answer, Fault, Wire } from '../../ibl/client/types.ts';
import { healthOf, HEALTHY, type Connection } from '../../store/items/connections.ts';
import type { CourseRecord } from '../../store/items/outbox-record.ts';
import { settings } from '../../store/items/settings.ts';
import { isExam, tabsSeen } from '../../store/items/tabs.ts';
import { admits, holdBack } from './account-check.ts';
import { askTab, objection } from '../tabs/ask-tab.ts';
import { stayAwake } from '../scheduler/keep-alive.ts';
import { connectionOf } from '../../domain/connections.ts';
import { entryText } from '../../domain/entry-text.ts';
import { failed } from './handle-failure.ts';
import { jobOfSite, Held, heldIn } from '../scheduler/under-way.ts';
import { mayStillSend } from './send-guard.ts';
import { noteVisit } from '../state/journal.ts';
import type { Ledger } from '../state/state-writer.ts';
import { isSameSpot } from '../../domain/place-from-report.ts';
import {
  beforeTry,
  clear,
  creating,
  isKnown,
  note,
  notShown,
  overtaken,
  sent,
} from './outbox-record.ts';
import { askAgainAt, askSchool, knownToday } from './school-tracks-place.ts';
import { takeBack } from './withdraw-place.ts';
import { upsert, type Outcome } from '../../ibl/memories/upsert-memory.ts';

/** What waits for one course, and what is needed to send it. */
interface Sending {
  readonly ledger: Ledger;
  readonly connection: Connection;
  readonly wire: Wire;
  readonly courseKey: string;
  readonly record: CourseRecord;
  readonly waiting: NonNullable<CourseRecord['waiting']>;
  /** Aborts when its site is to be forgotten: nothing is noted of it any more. */
  readonly site: AbortSignal;
}

/** A place that waited longer is read before it is written. */
const LONG = 10 * 60_000;

const change = (
  { ledger, connection, courseKey, site }: Sending,
  step: (old: CourseRecord) => CourseRecord,
) => ledger.record(connection.id, courseKey, (old) => (site.aborted ? old : step(old)));

/** Sends the place of one course. True when an exam was found, which holds everything back. */
export async function sendPlace(given: Omit<Sending, 'site'>): Promise<boolean> {
  const site = given.ledger.underWay.signal(jobOfSite(given.waiting.place.site));
  const sending: Sending = { ...given, site };
  const { connection, courseKey, record, waiting } = sending;
  const { place, seq } = waiting;
  const against = await askItsTab(sending);
  if (against !== null) return against === 'exam';
  const health = await healthOf(connection.id).read();
  // The learner has gone on to another course: that this one says the same as before is not news.
  const lastCourse = (await isInFront(courseKey)) ? health.lastCourse : courseKey;
  const known = { health: { ...health, lastCourse }, now: Date.now() };
  if (isKnown(record, place, known)) {
    await change(sending, (old) => clear(old, seq));
    return false;
  }
  // The tab may have taken its time: what was paused, taken back or overtaken meanwhile is not sent.
  if ((await settings.read()).paused) return false;
  if (record.noted < seq) await noteVisit(sending.ledger, place, site).catch(() => undefined);
  const school = knownToday(record, Date.now());
  const askAt = school?.keeps ? askAgainAt(school, waiting, Date.now()) : 0;
  if (askAt === null || askAt > Date.now()) {
    await change(sending, (old) => {
      const noted = note(old, place, seq);
      return askAt === null ? clear(noted, seq) : { ...noted, notBefore: askAt };
    });
    return false;
  }
  let text = '';
  const ready = await change(sending, (old) => {
    if (old.waiting?.seq !== seq) return old;
    const noted = note(old, place, seq);
    text = entryText(place, noted.visited);
    return beforeTry(noted, text, Date.now());
  });
  if (text === '') return false;
  // Until it is certain that this course was written last, none is.
  await sending.ledger.health(connection.id, (old) =>
    old.lastCourse === courseKey ? old : { ...old, lastCourse: null },
  );
  const wire = wireFor(sending);
  const result = await stayAwake(() => deliver({ ...sending, wire, record: ready }, text)).catch(
    heldIn,
  );
  if (result instanceof Held) return result.exam;
  // Another connection took its place meanwhile: nothing is kept of this one.
  if (!(await connectionOf(connection.id))) return false;
  await (result.ok ? settle(sending, result.body, text) : giveUp(sending, result.fault));
  return false;
}

/** Nothing is told of a site that is to be forgotten, nor asked because of it. */
function wireFor({ wire, connection, waiting, site }: Sending): Wire {
  const { place, seq } = waiting;
  const signals = [site, ...(wire.signal ? [wire.signal] : [])];
  return {
    ...wire,
    ready: () => mayStillSend(connection, place, seq),
    signal: AbortSignal.any(signals),
    told: async (exchange) => (site.aborted ? undefined : await wire.told(exchange)),
  };
}

/** Whether the newest place that any tab told of is in this course; yes when none is known. */
async function isInFront(courseKey: string): Promise<boolean> {
  const { tabs } = await tabsSeen.read();
  const newest = tabs.findLast(({ seen }) => seen.kind === 'place')?.seen;
  return newest?.kind !== 'place' || newest.place.courseKey === courseKey;
}

/** Asks the page that the place came from whether anything now forbids to send it. */
async function askItsTab(sending: Sending): Promise<'exam' | 'refused' | null> {
  const { ledger, waiting } = sending;
  const { place, seq, tabId } = waiting;
  const answer = await askTab(tabId);
  const against = objection(place, answer);
  const report = answer.kind === 'said' ? answer.report : null;
  if (answer.kind === 'said' && report?.kind === 'blocked') {
    await ledger.tab(tabId, { ...report, at: answer.at });
  }
  if (against === 'exam') return 'exam';
  if (against === 'refused') {
    await change(sending, (old) => takeBack(old, seq));
    return report && isExam(report) ? 'exam' : 'refused';
  }
  if (report?.kind === 'place' && isSameSpot(report.at, place.url)) {
    const whose = await admits(ledger, place.site, report.account);
    if (whose === 'another') {
      await holdBack(ledger, tabId, place);
      return 'refused';
    }
  }
  return null;
}

type Delivery = Outcome | { readonly kind: 'school-keeps' };

async function deliver(sending: Sending, text: string): Promise<Answer<Delivery>> {
  const { wire, courseKey, record, waiting } = sending;
  const age = Date.now() - waiting.at;
  const known = knownToday(record, Date.now());
  if (known?.keeps !== false) {
    const { attempts } = record;
    const before = known?.modified ?? null;
    const asked = await askSchool(wire, courseKey, { age, before, attempts });
    if (!asked.ok) return asked;
    const unit = waiting.place.unitKey ?? null;
    const school = { ...asked.body, unit, at: Date.now() };
    await change(sending, (old) => ({ ...old, school }));
    if (school.keeps) return { ...asked, body: { kind: 'school-keeps' } };
  }
  const { lastSent, tried, ids, created } = record;
  const own = lastSent ? [...tried, lastSent.text] : tried;
  return await upsert(wire, courseKey, text, {
    ids,
    late: age > LONG ? { age, own } : null,
    isCreateSent: created !== null,
    creating: async (isSent) => void (await change(sending, (old) => creating(old, isSent))),
  });
}

/** The server is as it should be. */
async function settle(sending: Sending, done: Delivery, text: string): Promise<void> {
  const { ledger, connection, courseKey, waiting } = sending;
  const { seq, place } = waiting;
  const unitKey = place.unitKey ?? '';
  const now = Date.now();
  if (done.kind === 'school-keeps') return void (await change(sending, (old) => clear(old, seq)));
  if (done.kind === 'not-shown') return void (await change(sending, notShown));
  const { ids } = done;
  await change(sending, (old) =>
    done.kind === 'newer'
      ? overtaken(old, { seq, unitKey, ids, now })
      : sent(old, { seq, text, unitKey, ids, isSeen: done.isSeen, now }),
  );
  if (done.kind === 'newer') return;
  await ledger.health(connection.id, ({ overruled }) => {
    return { ...HEALTHY, overruled, lastCourse: courseKey };
  });
}

async function giveUp(sending: Sending, fault: Fault): Promise<void> {
  const { ledger, connection } = sending;
  const now = Date.now();
  // First what holds for all courses: a worker that is stopped here must not ask again at once.
  if (fault.kind === 'status' && classify(fault) === 'auth') {
    const reason = fault.status === 401 ? 'key-refused' : 'not-allowed';
    const stop = { reason, words: fault.words, at: now } as const;
    await ledger.health(connection.id, (old) => ({ ...old, stop }));
  } else if (askedToWait(fault) > 0) {
    const notBefore = now + askedToWait(fault);
    await ledger.health(connection.id, (old) => ({ ...old, notBefore }));
  }
  await change(sending, (old) => failed(old, fault, sending.waiting.seq));
}
