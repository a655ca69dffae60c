import type { Course } from '../tree.ts';
import { button, el } from './dom.ts';
import { endExam, runningExam } from './memory.ts';

let ticking: number | undefined;

function remaining(until: number): string {
  const seconds = Math.max(0, Math.round((until - Date.now()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Fills the bar with the exam's clock, which every page of the course shows during an exam. */
export function refreshExamBar(course: Course): void {
  const bar = document.querySelector('.exam-bar');
  if (bar) fill(bar, course);
}

function fill(bar: Element, course: Course): void {
  window.clearInterval(ticking);
  const exam = runningExam(course.key);
  bar.replaceChildren();
  if (!exam) return;
  const time = el(
    'span',
    { class: 'exam-time', 'data-testid': 'exam-timer' },
    remaining(exam.until),
  );
  ticking = window.setInterval(() => time.replaceChildren(remaining(exam.until)), 1000);
  const end = button({ class: 'primary', 'data-testid': 'end-button' }, 'End my exam', () => {
    endExam(course.key, exam.subsection);
    refreshExamBar(course);
    window.dispatchEvent(new CustomEvent('exam-changed'));
  });
  bar.append(el('span', {}, 'You are taking a timed exam. '), time, end);
}

export function examBar(course: Course): HTMLElement {
  const bar = el('div', { class: 'exam-bar' });
  fill(bar, course);
  return bar;
}
