/** What the site knows about its learner. A real site asks its server; this one, the browser. */

export type ExamState = 'started' | 'submitted';

interface Known {
  resume?: string;
  completed?: string[];
  exams?: Record<string, { state: ExamState; until: number }>;
}

function read(courseKey: string): Known {
  const known: Known = JSON.parse(localStorage.getItem(courseKey) ?? '{}');
  return known;
}

function update(courseKey: string, change: (known: Known) => Known): void {
  localStorage.setItem(courseKey, JSON.stringify(change(read(courseKey))));
}

export function resumeOf(courseKey: string): string | undefined {
  return read(courseKey).resume;
}

export function setResume(courseKey: string, unitKey: string): void {
  update(courseKey, (known) => ({ ...known, resume: unitKey }));
}

export function isComplete(courseKey: string, unitKey: string): boolean {
  return read(courseKey).completed?.includes(unitKey) ?? false;
}

export function completedCount(courseKey: string): number {
  return read(courseKey).completed?.length ?? 0;
}

export function setComplete(courseKey: string, unitKey: string): void {
  if (isComplete(courseKey, unitKey)) return;
  update(courseKey, (known) => ({ ...known, completed: [...(known.completed ?? []), unitKey] }));
}

export function examState(courseKey: string, subsectionKey: string): ExamState | undefined {
  return read(courseKey).exams?.[subsectionKey]?.state;
}

export function startExam(courseKey: string, subsectionKey: string, minutes: number): void {
  const exam = { state: 'started' as const, until: Date.now() + minutes * 60_000 };
  update(courseKey, (known) => ({ ...known, exams: { ...known.exams, [subsectionKey]: exam } }));
}

export function endExam(courseKey: string, subsectionKey: string): void {
  const exam = { state: 'submitted' as const, until: 0 };
  update(courseKey, (known) => ({ ...known, exams: { ...known.exams, [subsectionKey]: exam } }));
}

/** Returns the exam that runs in a course now; undefined if no exam runs. */
export function runningExam(courseKey: string): { subsection: string; until: number } | undefined {
  const exams = Object.entries(read(courseKey).exams ?? {});
  const found = exams.find(([, { state }]) => state === 'started');
  return found && { subsection: found[0], until: found[1].until };
}

/** Calls back when another tab changed what is stored about a course. */
export function onOtherTab(changed: (courseKey: string) => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key) changed(key);
  });
}
