import { browser } from '../browser.ts';
import type { PageOrder, ParsedReport } from '../messages.ts';
import { heldSites } from '../store/accounts.ts';
import { healthOf } from '../store/connections.ts';
import { settings } from '../store/settings.ts';
import { tabsSeen, type Seen } from '../store/tabs.ts';
import { admits, holdBack } from './accounts.ts';
import { askTab } from './ask-tab.ts';
import { currentConnection } from './connection.ts';
import { isNeverFollowed } from './followed.ts';
import type { Ledger } from './ledger.ts';
import { isUnit, placeOf } from './place.ts';
import { arrive } from './record.ts';

export interface Page {
  readonly tabId: number;
  readonly url: string;
}

/** Takes what a content script says, and tells it whether to go on reading. */
export async function takePageMessage(
  ledger: Ledger,
  page: Page,
  message: { type: 'page/hello' } | { type: 'page/report'; report: ParsedReport },
): Promise<PageOrder> {
  if ((await settings.read()).paused) return 'rest';
  if (message.type === 'page/report') await takeReport(ledger, page, message.report);
  return 'read';
}

async function takeReport(ledger: Ledger, page: Page, report: ParsedReport): Promise<void> {
  const seen = seenOf(report, page);
  if (!seen) return;
  if (seen.kind === 'place' && report.kind === 'place') {
    const { place } = seen;
    const ours = await admits(ledger, place.site, report.account);
    if (!ours) return await holdBack(ledger, page.tabId, place);
  }
  await ledger.tab(page.tabId, seen);
  await notePlace(ledger, page.tabId, seen);
}

/** What a report says of its tab, or null when the tab has moved on since. */
function seenOf(report: ParsedReport, page: Page): Seen | null {
  if (report.kind !== 'place') return report;
  const place = placeOf(report, page.url, Date.now());
  return place && { kind: 'place', place };
}

/** A place inside a unit becomes what waits for its course. */
async function notePlace(ledger: Ledger, tabId: number, seen: Seen): Promise<void> {
  if (seen.kind !== 'place' || !isUnit(seen.place)) return;
  const connection = await currentConnection();
  if (!connection || (await isNeverFollowed(seen.place.courseKey))) return;
  const health = await healthOf(connection.id).read();
  const { place } = seen;
  const now = Date.now();
  await ledger.record(connection.id, place.courseKey, (record) =>
    arrive(record, place, { tabId, now, health }),
  );
}

/** After connecting: the place that the learner is looking at is the first to be kept. */
export async function noteNewestPlace(ledger: Ledger): Promise<void> {
  const newest = (await tabsSeen.read()).tabs.at(-1);
  const held = await heldSites();
  if (newest?.seen.kind === 'place' && held.includes(newest.seen.place.site)) return;
  if (newest) await notePlace(ledger, newest.tabId, newest.seen);
}

/** Asks the tab in front of the learner, so that the popup shows what is there now. */
export async function lookAtActiveTab(ledger: Ledger): Promise<number | null> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined || (await settings.read()).paused) return null;
  const answer = await askTab(tab.id);
  if (!answer) return null;
  if (answer.report && tab.url) {
    await takeReport(ledger, { tabId: tab.id, url: tab.url }, answer.report);
  }
  return tab.id;
}
