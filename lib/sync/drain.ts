import { heldSites } from '../store/accounts.ts';
import { healthOf, type Connection } from '../store/connections.ts';
import { addToJournal } from '../store/journal.ts';
import { readRecords, type CourseRecord } from '../store/records.ts';
import { settings } from '../store/settings.ts';
import { tabsSeen } from '../store/tabs.ts';
import { admits, holdBack } from './accounts.ts';
import { askTab, examTabs, objection } from './ask-tab.ts';
import { stayAwake } from './awake.ts';
import { currentConnection, wireOf } from './connection.ts';
import { entryText } from './entry-text.ts';
import { coursesNotSent } from './followed.ts';
import type { Ledger } from './ledger.ts';
import { isSameSpot } from './place.ts';
import { beforeTry, clear, failed, isKnown, note, sent, verdictOf } from './record.ts';
import { dueAt } from './schedule.ts';
import { upsert } from './upsert.ts';
import type { Wire } from '../ibl/http.ts';

/** `now`: waits after failures are over; the server's own Retry-After is not. */
export type Haste = 'due' | 'now';

/** How often an exam that holds back what waits is looked at again. */
const EXAM_CHECK = 30_000;

/**
 * Sends what is due, one request at a time, and says when it next has something to do (ms), or null.
 */
export async function drain(ledger: Ledger, haste: Haste): Promise<number | null> {
  const connection = await currentConnection();
  if (!connection?.connected || (await settings.read()).paused) return null;
  const wire = await wireOf(connection, ledger);
  if (!wire) {
    const stop = { reason: 'no-key', words: '', at: Date.now() } as const;
    await ledger.health(connection.id, (old) => (old.stop ? old : { ...old, stop }));
    return null;
  }
  const tried = new Set<string>();
  for (;;) {
    const next = await nextRecord(connection, tried, haste);
    if (!next || (await settings.read()).paused) return null;
    if (next.due > Date.now()) return next.due;
    const { still, left } = await examTabs((await tabsSeen.read()).tabs);
    for (const tabId of left) await ledger.tab(tabId, null);
    if (still.length > 0) return Date.now() + EXAM_CHECK;
    tried.add(next.courseKey);
    const held = await sendRecord(ledger, connection, wire, next);
    if (held) return Date.now() + EXAM_CHECK;
  }
}

interface Next {
  readonly courseKey: string;
  readonly record: CourseRecord;
  readonly due: number;
}

async function nextRecord(
  connection: Connection,
  tried: ReadonlySet<string>,
  haste: Haste,
): Promise<Next | null> {
  const health = await healthOf(connection.id).read();
  if (health.stop) return null;
  const notSent = await coursesNotSent(connection.id);
  const held = await heldSites();
  const all: Next[] = [];
  for (const [courseKey, record] of await readRecords(connection.id)) {
    if (notSent.has(courseKey) || held.includes(record.waiting?.place.site ?? '')) continue;
    const eager = haste === 'now' && record.attempts > 0 && !tried.has(courseKey);
    const due = dueAt(eager ? { ...record, notBefore: 0 } : record);
    if (due !== null) all.push({ courseKey, record, due: Math.max(due, health.notBefore) });
  }
  all.sort((a, b) => a.due - b.due);
  return all[0] ?? null;
}

/** Sends the place of one course. True when an exam was found, which holds everything back. */
async function sendRecord(
  ledger: Ledger,
  connection: Connection,
  wire: Wire,
  { courseKey, record }: Next,
): Promise<boolean> {
  const { waiting } = record;
  if (!waiting) return false;
  const { place, seq, tabId } = waiting;
  const change = (step: (old: CourseRecord) => CourseRecord) =>
    ledger.record(connection.id, courseKey, step);

  const answer = await askTab(tabId);
  const against = objection(place, answer);
  if (answer?.report?.kind === 'blocked') await ledger.tab(tabId, answer.report);
  if (against === 'exam') return true;
  if (against === 'refused') {
    await change((old) => clear(old, seq));
    return answer?.report?.kind === 'blocked' && answer.report.reason === 'exam';
  }
  if (answer?.report?.kind === 'place' && isSameSpot(answer.at, place.url)) {
    const ours = await admits(ledger, place.site, answer.report.account);
    if (!ours) {
      await holdBack(ledger, tabId, place);
      return false;
    }
  }
  const health = await healthOf(connection.id).read();
  if (isKnown(record, place, health)) {
    await change((old) => clear(old, seq));
    return false;
  }
  if (record.noted < seq) await addToJournal(place).catch(() => undefined);
  const ready = await change((old) => beforeTry(note(old, place, seq), Date.now()));
  const text = entryText(place, ready.visited);
  const result = await stayAwake(() => upsert(wire, courseKey, text, ready.ids));
  const now = Date.now();
  if (result.ok) {
    const unitKey = place.unitKey ?? '';
    await change((old) => sent(old, { seq, text, unitKey, ids: result.body, now }));
    await ledger.health(connection.id, () => ({ stop: null, lastCourse: courseKey, notBefore: 0 }));
    return false;
  }
  const { fault } = result;
  await change((old) => failed(old, fault, now));
  if (fault.kind !== 'status') return false;
  if (verdictOf(fault) === 'stop-connection') {
    const reason = fault.status === 401 ? 'key-refused' : 'not-allowed';
    const stop = { reason, words: fault.words, at: now } as const;
    await ledger.health(connection.id, (old) => ({ ...old, stop }));
  } else if (fault.retryAfter !== null) {
    const notBefore = now + fault.retryAfter;
    await ledger.health(connection.id, (old) => ({ ...old, notBefore }));
  }
  return false;
}
