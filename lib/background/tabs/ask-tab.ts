import { readLocation } from '../../edx/location.ts';
import type { Place } from '../../edx/place.ts';
import { NoAnswer } from '../../shared/time-limit.ts';
import { pageAnswer, type ParsedReport } from '../../messages/content-script.ts';
import { isExam, type Seen } from '../../store/items/tabs.ts';
import { isFollowed } from './message-sender.ts';
import { isInLearnerApp, isSameSpot } from '../../domain/place-from-report.ts';
import { sayTo, tabNow } from './send-to-tab.ts';

/** The result of asking the page in a tab what it shows. */
export type TabAnswer =
  /** The tab is closed or private, or its page is of a site that Waypoint does not read. */
  | { readonly kind: 'gone' }
  /**
   * There was no answer in time. `at`: the address of the tab, null if the browser does not tell
   * it. A page that is busy or frozen, or that shows a dialog, is still there.
   */
  | { readonly kind: 'silent'; readonly at: string | null }
  /**
   * No content script answers: the page still loads, or has lost its content script. The page may
   * still show what it showed before.
   */
  | { readonly kind: 'unread'; readonly at: string | null }
  /** The content script rests, or was not asked to read yet. */
  | { readonly kind: 'resting'; readonly at: string | null }
  /** `at`: origin and path of the page; `report` is null while the page is not settled. */
  | { readonly kind: 'said'; readonly at: string; readonly report: ParsedReport | null };

const GONE: TabAnswer = { kind: 'gone' };

/**
 * Asks the page in a tab what it shows now. Waypoint believes only pages of sites that it reads.
 */
export async function askTab(tabId: number): Promise<TabAnswer> {
  const [tab, said] = await Promise.all([tabNow(tabId), hear(tabId)]);
  if (tab === null || tab?.incognito) return GONE;
  const url = tab?.url ?? null;
  const at = url ?? (said.kind === 'said' ? said.at : null);
  if (at !== null && !(await isFollowed(at))) return GONE;
  if (said.kind !== 'said') return { kind: said.kind, at };
  // What the page says must be about the tab's own site.
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
 * Returns what a page now says against sending a place that came from its tab; null if nothing. A
 * tab that has moved on says nothing about the place that it left, except that an exam blocks all
 * sends. On a courseware page of the LMS, the learner may be at another unit of the same subsection
 * by now. Exams, previews and staff tools concern whole subsections, so what the page says also
 * holds for the unit of the place.
 */
export function objection(place: Place, answer: TabAnswer): Objection {
  if (answer.kind !== 'said' || answer.report?.kind !== 'blocked') return null;
  if (isSameSpot(answer.at, place.url)) return 'refused';
  return answer.report.reason === 'exam' ? 'exam' : null;
}

/**
 * Returns which of the tabs that showed an exam still do, and which have left it. A tab has left
 * the exam if it is closed, went elsewhere or says something else, but never because its page does
 * not answer.
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

/** Whether a tab may still show a page. A page that answers counts, whatever its address is. */
export async function isShownStill(url: string, tabId: number): Promise<boolean> {
  const answer = await askTab(tabId);
  if (answer.kind === 'gone') return false;
  return answer.kind === 'said' || answer.at === null || isSameSpot(url, answer.at);
}

/**
 * Whether two addresses are of one subsection. An exam is a whole subsection, so another unit of it
 * is still the exam. Addresses of the learner app name no subsection, so there any unit of the
 * course counts.
 */
function isSameLesson(a: string, b: string): boolean {
  if (isSameSpot(a, b)) return true;
  const [one, two] = [readLocation(a), readLocation(b)];
  return (
    isOneSite(a, b) &&
    (one?.subsectionKey !== null || (isInLearnerApp(one) && isInLearnerApp(two))) &&
    one?.courseKey === two?.courseKey &&
    one?.subsectionKey === two?.subsectionKey
  );
}
