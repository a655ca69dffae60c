import { browser } from '../browser.ts';
import type { Place } from '../edx/place.ts';
import { pageAnswer, type PageAnswer, type TabMessage } from '../messages/pages.ts';
import type { Seen } from '../store/tabs.ts';
import { isSameSpot } from './place.ts';

/** A page that is busy for longer counts as one that cannot be asked. */
const PATIENCE = 2_000;

/** What the page in a tab says at this moment; null when the tab is gone or has no reader. */
export async function askTab(tabId: number): Promise<PageAnswer> {
  const message: TabMessage = { type: 'page/ask' };
  const answer = browser.tabs.sendMessage(tabId, message, { frameId: 0 }).catch(() => null);
  const parsed = pageAnswer.safeParse(await Promise.race([answer, later(PATIENCE)]));
  return parsed.success ? parsed.data : null;
}

const later = (ms: number) => new Promise<null>((done) => setTimeout(done, ms, null));

export type Objection = 'exam' | 'refused' | null;

/**
 * What a page now says against sending a place that came from its tab. A tab that has moved on
 * says nothing about the place it left, except that an exam holds everything. On a courseware page of
 * the LMS the learner may be at another unit by now, of the same subsection: exams, previews and staff
 * tools are of whole subsections, so that what the page says holds for the unit too.
 */
export function objection(place: Place, answer: PageAnswer): Objection {
  if (answer?.report?.kind !== 'blocked') return null;
  if (isSameSpot(answer.at, place.url)) return 'refused';
  return answer.report.reason === 'exam' ? 'exam' : null;
}

/** The tabs that are noted as showing an exam and still do. */
export async function examTabs(tabs: readonly { tabId: number; seen: Seen }[]) {
  const noted = tabs.filter(({ seen }) => isExam(seen));
  const answers = await Promise.all(noted.map(({ tabId }) => askTab(tabId)));
  const still: number[] = [];
  const left: number[] = [];
  for (const [i, { tabId }] of noted.entries()) {
    const report = answers[i]?.report;
    // A page that is not settled yet may still be the exam.
    const exam = answers[i] && (report === null || report === undefined || isExam(report));
    (exam ? still : left).push(tabId);
  }
  return { still, left };
}

const isExam = (seen: { kind: string; reason?: string }) =>
  seen.kind === 'blocked' && seen.reason === 'exam';
