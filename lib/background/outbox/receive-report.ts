import type { PageOrder, ParsedReport } from '../../messages/content-script.ts';
import { heldSites } from '../../store/items/accounts.ts';
import { connections } from '../../store/items/connections.ts';
import { isKnownOfRoom } from '../../store/core/quota.ts';
import { readRecords } from '../../store/items/outbox-records.ts';
import { settings } from '../../store/items/settings.ts';
import { tabsSeen, type Seen } from '../../store/items/tabs.ts';
import { admits, holdBack } from './account-check.ts';
import { askTab } from '../tabs/ask-tab.ts';
import { isFollowed } from '../tabs/message-sender.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { mayBeNoted, noted, type SeenPlace } from './enqueue.ts';
import { isSameSpot, placeOf } from '../../domain/place-from-report.ts';
import { readOn } from '../tabs/content-scripts.ts';
import { tabInFront } from '../tabs/send-to-tab.ts';
import { takeBack } from './withdraw-place.ts';

export interface Page {
  readonly tabId: number;
  readonly url: string;
}

/** Takes what a content script says, and tells it whether to go on reading. */
export async function takePageMessage(
  writer: StateWriter,
  page: Page,
  message: { type: 'page/hello' } | { type: 'page/report'; report: ParsedReport },
): Promise<PageOrder> {
  if ((await settings.read()).paused) return 'rest';
  if (message.type === 'page/report') await takeReport(writer, page, message.report);
  return 'read';
}

/** Without room to keep it, the place is known from its tab, and noted once there is room. */
async function takeReport(writer: StateWriter, page: Page, report: ParsedReport): Promise<void> {
  await noteReport(writer, page, report).catch(isKnownOfRoom);
}

async function noteReport(writer: StateWriter, page: Page, report: ParsedReport): Promise<void> {
  const seen = seenOf(report, page);
  if (!seen) return;
  let named = false;
  if (seen.kind === 'place' && report.kind === 'place') {
    const { place } = seen;
    const whose = await admits(writer, place.site, report.account);
    if (whose === 'another') return await holdBack(writer, page.tabId, place);
    named = whose === 'ours';
  }
  if (seen.kind === 'blocked') await refusePage(writer, page);
  await writer.tab(page.tabId, seen);
  if (seen.kind !== 'place') return;
  await notePlace(writer, { tabId: page.tabId, place: seen.place }, named);
}

/** What a report says of its tab, or null when the tab has moved on since. */
function seenOf(report: ParsedReport, page: Page): Seen | null {
  if (report.kind === 'blocked') return { ...report, at: pageAddress(page.url) };
  if (report.kind !== 'place') return report;
  const place = placeOf(report, page.url, Date.now());
  return place && { kind: 'place', place };
}

function pageAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/** A page that may not be read after all: what it was taken for is not kept, also once it is gone. */
async function refusePage(writer: StateWriter, { tabId, url }: Page): Promise<void> {
  for (const { id } of await connections.read()) {
    for (const [course, { waiting, replaced, unnamed }] of await readRecords(id)) {
      for (const one of [waiting, replaced, unnamed?.before]) {
        if (one?.tabId !== tabId || !isSameSpot(one.place.url, url)) continue;
        await writer.record(id, course, (record) => takeBack(record, one.seq));
      }
    }
  }
}

/** A place inside a unit becomes what waits for its course. */
async function notePlace(writer: StateWriter, seen: SeenPlace, named: boolean): Promise<void> {
  if (!(await mayBeNoted(seen.place))) return;
  await writer.recordAt(seen.place, (record, health) => noted(record, seen, { health, named }));
}

/** A report comes a moment before what it says cannot be kept. */
const MOMENT = 5_000;

/** After a time without room: where the learner has been since. */
export async function notePlacesSince(writer: StateWriter, since: number): Promise<void> {
  const held = await heldSites();
  for (const { tabId, seen } of (await tabsSeen.read()).tabs) {
    if (seen.kind !== 'place' || held.includes(seen.place.site)) continue;
    if (Date.parse(seen.place.seenAt) >= since - MOMENT)
      await notePlace(writer, { tabId, place: seen.place }, false);
  }
}

/**
 * Asks the tab in front of the learner, so that the popup shows what is there now. Gives its id; null when its
 * page is none of a followed site, or may not be read.
 */
export async function lookAtActiveTab(writer: StateWriter): Promise<number | null> {
  if ((await settings.read()).paused) return null;
  const tab = await tabInFront();
  if (!tab || !(await isFollowed(tab.url))) return null;
  const { id: tabId, url } = tab;
  const answer = await askTab(tabId);
  if (answer.kind === 'said') {
    if (answer.report) await takeReport(writer, { tabId, url }, answer.report);
    return tabId;
  }
  // A page that does not answer is not gone. Others may have missed that they are to be read.
  return answer.kind === 'silent' || (await readOn(tabId)) ? tabId : null;
}
