import { button, el } from '../app/dom.ts';
import { endExam, examState, runningExam, startExam } from '../app/memory.ts';
import type { Course, Subsection } from '../tree.ts';
import { knowsNoExam, isExamRunning } from './settings.ts';

/** An exam whose state the app has fetched. */
export interface Exam {
  readonly course: Course;
  readonly subsection: Subsection;
  readonly minutes: number;
  readonly state: 'new' | 'started' | 'submitted';
}

/** Returns the exam that a subsection is, if it is one. A proctored exam looks like a timed one. */
export function examIn(course: Course, subsection: Subsection | undefined): Exam | null {
  const minutes = subsection?.examMinutes ?? (subsection?.lock === 'proctored' ? 30 : undefined);
  if (!subsection || minutes === undefined || knowsNoExam) return null;
  const state = () => examState(course.key, subsection.key);
  if (isExamRunning && !state()) startExam(course.key, subsection.key, minutes);
  return { course, subsection, minutes, state: state() ?? 'new' };
}

const two = (number: number): string => String(number).padStart(2, '0');

function timeLeft({ course }: Exam): string {
  const until = runningExam(course.key)?.until ?? Date.now();
  const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map(two)
    .join(':');
}

/** Returns what stands in place of the frame before an exam, or above the frame during the exam. */
export function examSign(exam: Exam, changed: () => void): HTMLElement[] {
  if (exam.state === 'new') return instructions(exam, changed);
  return exam.state === 'started' ? clock(exam, changed) : [];
}

function instructions({ course, subsection, minutes }: Exam, changed: () => void): HTMLElement[] {
  const start = button(
    { class: 'primary', 'aria-describedby': 'exam-time-info' },
    'I am ready to start this timed exam.',
    () => {
      startExam(course.key, subsection.key, minutes);
      changed();
    },
  );
  return [
    el('h2', { dir: 'auto' }, `${subsection.title} is a Timed Exam (${minutes} minutes)`),
    start,
    el('div', { id: 'exam-time-info' }, `You have ${minutes} minutes for this exam.`),
  ];
}

function clock(exam: Exam, changed: () => void): HTMLElement[] {
  const left = timeLeft(exam);
  const time = el('span', { 'aria-live': 'polite', 'aria-label': `Time remaining: ${left}` }, left);
  const ticking = setInterval(() => {
    if (!time.isConnected) {
      clearInterval(ticking);
      return;
    }
    time.setAttribute('aria-label', `Time remaining: ${timeLeft(exam)}`);
    time.textContent = timeLeft(exam);
  }, 1000);
  const ask = button(
    { class: 'step', 'aria-describedby': 'end-exam-warning' },
    'End My Exam',
    () => {
      document.body.append(question(exam, changed));
    },
  );
  return [time, ask, el('div', { id: 'end-exam-warning' }, 'An exam that has ended stays ended.')];
}

function question({ course, subsection }: Exam, changed: () => void): HTMLElement {
  const dialog = el(
    'div',
    { class: 'menu' },
    el('h2', {}, 'Are you sure that you want to submit your timed exam?'),
  );
  dialog.append(
    button({ class: 'primary' }, 'Yes, submit my timed exam', () => {
      dialog.remove();
      endExam(course.key, subsection.key);
      changed();
    }),
    button({ class: 'step' }, 'No, I want to continue working', () => dialog.remove()),
  );
  return dialog;
}
