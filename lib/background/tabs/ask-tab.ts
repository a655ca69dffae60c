import { readLocation } from '../../edx/location.ts';
import type { Place } from '../../edx/place.ts';
import { NoAnswer } from '../../shared/time-limit.ts';
import { pageAnswer, type ParsedReport } from '../../messages/content-script.ts';
import { isExam, type Seen } from '../../store/items/tabs.ts';
import { isFollowed } from './message-sender.ts';
import { isSameSpot } from '../../domain/place-from-report.ts';
import { sayTo, tabNow } from './send-to-tab.ts';

/** What comes of asking the page in a tab. */
export type TabAnswer =
  /** The tab is gone, or its page is of a site that Waypoint does not read. */
  | { readonly kind: 'gone' }
  /**
   * There was no answer in time. `at`: where the tab is, null where the browser does not tell. A page that is busy,
   * frozen or asks something is still there.
   */
  | { readonly kind: 'silent'; readonly at: string | null }
  /** No reader is there: the page still loads, or has lost its reader. It may still be what it was. */
  | { readonly kind: 'unread'; readonly at: string | null }
  /** Its reader was told to rest, or was not told to read yet. */
  | { readonly kind: 'resting'; readonly at: string | null }
  /** `at`: origin and path of the page; `report` is null while it is not settled. */
  | { readonly kind: 'said'; readonly at: string; readonly report: ParsedReport | null };

const GONE: TabAnswer = { kind: 'gone' };

/** Asks the page in a tab what it shows at this moment. Only a page of a followed site is believed. */
export async function askTab(tabId: number): Promise<TabAnswer> {
  const [tab, said] = await Promise.all([tabNow(tabId), hear(tabId)]);
  if (tab === null || tab?.incognito) return GONE;
  const url = tab?.url ?? null;
  const at = url ?? (said.kind === 'said' ? said.at : null);
  if (at !== null && !(await isFollowed(at))) return GONE;
  if (said.kind !== 'said') return { kind: said.kind, at };
  // What the page says must be of the tab's own site.
  return url === null || isOneSite(said.at, url) ? said : { kind: 'silent', at };
}

const isOneSite = (a: string, b: string): boolean =>
  URL.canParse(a) && new URL(a).origin === new URL(b).origin;

type Heard =
  | { readonly kind: 'unread' | 'silent' | 'resting' }
  | Extract<TabAnswer, { kind: 'said' }>;

async function hear(tabId: number): Promise<Heard> {
  try {
    const parsed = pageAnswer.safeParse(await sayTo(tabId, { type: 'page/ask' }));
    if (!parsed.success) return { kind: 'unread' };
    return parsed.data ? { kind: 'said', ...parsed.data } : { kind: 'resting' };
  } catch (error) {
    return { kind: error instanceof NoAnswer ? 'silent' : 'unread' };
  }
}

export type Objection = 'exam' | 'refused' | null;

/**
 * What a page now says against sending a place that came from its tab. A tab that has moved on
 * says nothing about the place it left, except that an exam holds everything. On a courseware page of
 * the LMS the learner may be at another unit by now, of the same subsection: exams, previews and staff
 * tools are of whole subsections, so that what the page says holds for the unit too.
 */
export function objection(place: Place, answer: TabAnswer): Objection {
  if (answer.kind !== 'said' || answer.report?.kind !== 'blocked') return null;
  if (isSameSpot(answer.at, place.url)) return 'refused';
  return answer.report.reason === 'exam' ? 'exam' : null;
}

/**
 * Of the tabs that showed an exam: those that still do, and those that left it. An exam is left when its
 * tab is gone, went elsewhere, or says something else; never because its page does not answer.
 */
export async function examTabs(tabs: readonly { tabId: number; seen: Seen }[]) {
  const still: number[] = [];
  const left: number[] = [];
  await Promise.all(
    tabs.map(async ({ tabId, seen }) => {
      if (!isExam(seen)) return;
      ((await isStillExam(seen.at, tabId)) ? still : left).push(tabId);
    }),
  );
  return { still, left };
}

async function isStillExam(seenAt: string, tabId: number): Promise<boolean> {
  const answer = await askTab(tabId);
  if (answer.kind === 'gone') return false;
  // A page that is not settled yet may still be the exam.
  if (answer.kind === 'said') return answer.report === null || isExam(answer.report);
  if (answer.kind === 'resting') void sayTo(tabId, { type: 'page/read' }).catch(() => undefined);
  return answer.at === null || isSameLesson(seenAt, answer.at);
}

/** Whether a tab still shows a page, as far as anybody can tell. */
export async function isShownStill(url: string, tabId: number): Promise<boolean> {
  const answer = await askTab(tabId);
  if (answer.kind === 'gone') return false;
  return answer.kind === 'said' || answer.at === null || isSameSpot(url, answer.at);
}

/** An exam is a whole subsection: another unit of it is still the exam. */
function isSameLesson(a: string, b: string): boolean {
  if (isSameSpot(a, b)) return true;
  const [one, two] = [readLocation(a), readLocation(b)];
  return (
    isOneSite(a, b) &&
    one?.subsectionKey !== null &&
    one?.courseKey === two?.courseKey &&
    one?.subsectionKey === two?.subsectionKey
  );
}
