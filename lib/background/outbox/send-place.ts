import { connectionOf } from '../../domain/connections.ts';
import { entryText } from '../../domain/entry-text.ts';
import { isSameSpot } from '../../domain/place-from-report.ts';
import type { ApiClient } from '../../ibl/client/types.ts';
import { healthOf } from '../../store/items/connections.ts';
import { isExam, tabsSeen } from '../../store/items/tabs.ts';
import { RequestCancelled, jobOfSite, untilCancelled } from '../scheduler/under-way.ts';
import { journalVisit } from '../state/journal.ts';
import { askTab, objection } from '../tabs/ask-tab.ts';
import { whoseAccount, dropOtherAccountsPlace } from './account-check.ts';
import { deliver } from './deliver-place.ts';
import { isNews } from './is-news.ts';
import { waitingIn } from '../../store/items/outbox-record.ts';
import { beforeTry, markJournaled } from './outbox-record.ts';
import { clear } from './record-outcome.ts';
import { askAgainAt, knownToday } from './school-tracks-place.ts';
import { mayStillSend } from './send-guard.ts';
import { change, type Sending } from './sending.ts';
import { settleDelivery, settleFailure } from './settle-place.ts';
import { withdrawUnreadable } from './withdraw-place.ts';
import { isEverythingPaused } from '../../domain/pauses.ts';

/**
 * Sends the waiting place of one course. Returns true if an exam was found, which blocks all sends.
 */
export async function sendPlace(given: Omit<Sending, 'site'>): Promise<boolean> {
  const site = given.writer.underWay.signal(jobOfSite(given.waiting.place.site));
  const sending: Sending = { ...given, site };
  const { connection, courseKey, record, waiting } = sending;
  const { place, seq } = waiting;
  const against = await askItsTab(sending);
  if (against !== null) return against === 'exam';
  const health = await healthOf(connection.id).read();
  // If the learner has gone on to another course, this course need not become the last one written.
  const lastCourse = (await isInFront(courseKey)) ? health.lastCourse : courseKey;
  const known = { health: { ...health, lastCourse }, now: Date.now() };
  if (!isNews(record, place, known)) {
    await change(sending, (old) => clear(old, seq));
    return false;
  }
  // The tab may have taken its time to answer. Send nothing if the learner paused meanwhile, or if
  // the place was withdrawn or replaced by a newer one.
  if (await isEverythingPaused()) return false;
  if (!waiting.journaled) await journalVisit(sending.writer, place, site).catch(() => undefined);
  const edxMemory = knownToday(record, Date.now());
  const askAt = edxMemory?.tracks ? askAgainAt(edxMemory, waiting, Date.now()) : 0;
  if (askAt === null || askAt > Date.now()) {
    await change(sending, (old) => {
      const journaled = markJournaled(old, seq);
      return askAt === null ? clear(journaled, seq) : { ...journaled, notBefore: askAt };
    });
    return false;
  }
  let text = '';
  const ready = await change(sending, (old) => {
    if (waitingIn(old)?.seq !== seq) return old;
    const journaled = markJournaled(old, seq);
    text = entryText(place, journaled.visited);
    return beforeTry(journaled, text, Date.now());
  });
  if (text === '') return false;
  // Until the write has succeeded, it is unknown which course was written last.
  await sending.writer.health(connection.id, (old) =>
    old.lastCourse === courseKey ? old : { ...old, lastCourse: null },
  );
  const client = clientFor(sending);
  const result = await untilCancelled(() => deliver({ ...sending, client, record: ready }, text));
  if (result instanceof RequestCancelled) return result.exam;
  // The connection was removed or replaced meanwhile, so nothing is stored for it.
  if (!(await connectionOf(connection.id))) return false;
  await (result.ok
    ? settleDelivery(sending, result.body, text)
    : settleFailure(sending, result.fault));
  return false;
}

/**
 * Returns a client that checks before each request whether the place may still be sent. Once the
 * site's data is to be deleted, the client sends and logs nothing.
 */
function clientFor({ client, connection, waiting, site }: Sending): ApiClient {
  const { place, seq } = waiting;
  const signals = [site, ...(client.signal ? [client.signal] : [])];
  return {
    ...client,
    beforeRequest: () => mayStillSend(connection, place, seq),
    signal: AbortSignal.any(signals),
    onExchange: async (exchange) => (site.aborted ? undefined : await client.onExchange(exchange)),
  };
}

/** Whether the place that a tab reported last is in this course. True if no place is known. */
async function isInFront(courseKey: string): Promise<boolean> {
  const { tabs } = await tabsSeen.read();
  const newest = tabs.findLast(({ seen }) => seen.kind === 'place')?.seen;
  return newest?.kind !== 'place' || newest.place.courseKey === courseKey;
}

/**
 * Asks the page that the place came from whether anything now forbids sending it; null if nothing
 * does.
 */
async function askItsTab(sending: Sending): Promise<'exam' | 'refused' | null> {
  const { writer, waiting } = sending;
  const { place, seq, tabId } = waiting;
  const answer = await askTab(tabId);
  const against = objection(place, answer);
  const report = answer.kind === 'said' ? answer.report : null;
  if (answer.kind === 'said' && report?.kind === 'blocked') {
    await writer.tab(tabId, { ...report, at: answer.at });
  }
  if (against === 'exam') return 'exam';
  if (against === 'refused') {
    await change(sending, (old) => withdrawUnreadable(old, seq));
    return report && isExam(report) ? 'exam' : 'refused';
  }
  if (report?.kind === 'place' && isSameSpot(report.at, place.url)) {
    const whose = await whoseAccount(writer, place.site, report.account);
    if (whose === 'another') {
      await dropOtherAccountsPlace(writer, tabId, place);
      return 'refused';
    }
  }
  return null;
}
