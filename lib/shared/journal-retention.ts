/** How long this browser keeps the units that a learner visited. */
export const JOURNAL_LIMITS = [
  'not-kept',
  '7-days',
  '30-days',
  '90-days',
  'until-deleted',
] as const;
export type JournalLimit = (typeof JOURNAL_LIMITS)[number];

/** The limit if neither the learner nor their organization chose one. */
export const USUAL_LIMIT: JournalLimit = '30-days';

const DAYS: Record<JournalLimit, number> = {
  'not-kept': 0,
  '7-days': 7,
  '30-days': 30,
  '90-days': 90,
  'until-deleted': Infinity,
};

/** Returns how many days (UTC) a limit keeps, including today. */
export const daysKept = (limit: JournalLimit): number => DAYS[limit];

const DAY = 86_400_000;

/** Returns the days (UTC, such as 2026-11-23) that a limit does not keep. */
export function daysOver(days: readonly string[], limit: JournalLimit, now: number): string[] {
  const kept = daysKept(limit);
  if (kept === Infinity) return [];
  const first = new Date(now - (kept - 1) * DAY).toISOString().slice(0, 10);
  return kept === 0 ? [...days] : days.filter((day) => day < first);
}
