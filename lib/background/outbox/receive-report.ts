import type { PageOrder, ParsedReport } from '../../messages/content-script.ts';
import { blockedSites } from '../../store/items/accounts.ts';
import { connections } from '../../store/items/connections.ts';
import { isKnownOfRoom } from '../../store/core/quota.ts';
import { readRecords } from '../../store/items/outbox-records.ts';
import { tabsSeen, type Seen } from '../../store/items/tabs.ts';
import { whoseAccount, dropOtherAccountsPlace } from './account-check.ts';
import { askTab } from '../tabs/ask-tab.ts';
import { isFollowed } from '../tabs/message-sender.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { enqueue, mayBeQueued, type SeenPlace } from './enqueue.ts';
import {
  addressOf,
  decidedByAddress,
  isSameSpot,
  placeOf,
} from '../../domain/place-from-report.ts';
import { readOn } from '../tabs/content-scripts.ts';
import { tabInFront } from '../tabs/send-to-tab.ts';
import { withdrawUnreadable } from './withdraw-place.ts';
import { isEverythingPaused } from '../../domain/pauses.ts';

export interface Page {
  readonly tabId: number;
  readonly url: string;
}

/**
 * Handles a message from a content script. Returns whether the content script is to go on reading.
 */
export async function takePageMessage(
  writer: StateWriter,
  page: Page,
  message: { type: 'page/hello' } | { type: 'page/report'; report: ParsedReport },
): Promise<PageOrder> {
  if (await isEverythingPaused()) return 'rest';
  if (message.type === 'page/report') await takeReport(writer, page, message.report);
  return 'read';
}

/**
 * Handles a report. If the storage is full, the place stays known from its tab, and Waypoint queues
 * it once there is space.
 */
async function takeReport(writer: StateWriter, page: Page, report: ParsedReport): Promise<void> {
  await handleReport(writer, page, report).catch(isKnownOfRoom);
}

async function handleReport(writer: StateWriter, page: Page, report: ParsedReport): Promise<void> {
  const seen = seenOf(report, page);
  if (!seen) return;
  let named = false;
  if (seen.kind === 'place' && report.kind === 'place') {
    const { place } = seen;
    const whose = await whoseAccount(writer, place.site, report.account);
    if (whose === 'another') return await dropOtherAccountsPlace(writer, page.tabId, place);
    named = whose === 'ours';
  }
  if (seen.kind === 'blocked') await refusePage(writer, page);
  await writer.tab(page.tabId, seen);
  if (seen.kind !== 'place') return;
  await enqueuePlace(writer, { tabId: page.tabId, place: seen.place }, named);
}

/**
 * Returns what a report says about its tab; null if its place may not be used, as after the tab has
 * moved on.
 */
function seenOf(report: ParsedReport, page: Page): Seen | null {
  const isExam = report.kind === 'blocked' && report.reason === 'exam';
  const said = (isExam ? null : decidedByAddress(page.url)) ?? report;
  if (said.kind === 'blocked') return { ...said, at: addressOf(page.url) };
  if (said.kind !== 'place') return said;
  const place = placeOf(said, page.url, Date.now());
  return place && { kind: 'place', place };
}

/**
 * Withdraws the places that came from a page, also those that were replaced since: the page may not
 * be read after all.
 */
async function refusePage(writer: StateWriter, { tabId, url }: Page): Promise<void> {
  for (const { id } of await connections.read()) {
    for (const [course, { pending }] of await readRecords(id)) {
      for (const one of pending) {
        if (one.tabId !== tabId || !isSameSpot(one.place.url, url)) continue;
        await writer.record(id, course, (record) => withdrawUnreadable(record, one.seq));
      }
    }
  }
}

/** Queues a place if it is in a unit and its course is followed and not paused. */
async function enqueuePlace(writer: StateWriter, seen: SeenPlace, named: boolean): Promise<void> {
  if (!(await mayBeQueued(seen.place))) return;
  await writer.recordAt(seen.place, (record, health) => enqueue(record, seen, { health, named }));
}

/** How much earlier (ms) than its failed write a report may have arrived. */
const MOMENT = 5_000;

/** Queues the places that open tabs have shown since `since` (ms), when the storage became full. */
export async function enqueuePlacesSince(writer: StateWriter, since: number): Promise<void> {
  const blocked = await blockedSites();
  for (const { tabId, seen } of (await tabsSeen.read()).tabs) {
    if (seen.kind !== 'place' || blocked.includes(seen.place.site)) continue;
    if (Date.parse(seen.place.seenAt) >= since - MOMENT)
      await enqueuePlace(writer, { tabId, place: seen.place }, false);
  }
}

/**
 * Asks the page in the active tab, so that the popup shows what is there now. Returns the tab's id;
 * null while Waypoint is paused, if the site of the page is not followed, or if the page may not be
 * read.
 */
export async function lookAtActiveTab(writer: StateWriter): Promise<number | null> {
  if (await isEverythingPaused()) return null;
  const tab = await tabInFront();
  if (!tab || !(await isFollowed(tab.url))) return null;
  const { id: tabId, url } = tab;
  const answer = await askTab(tabId);
  if (answer.kind === 'said') {
    if (answer.report) await takeReport(writer, { tabId, url }, answer.report);
    return tabId;
  }
  // A page that does not answer in time is still there. Any other page may not know yet that it is
  // to be read.
  return answer.kind === 'silent' || (await readOn(tabId)) ? tabId : null;
}
