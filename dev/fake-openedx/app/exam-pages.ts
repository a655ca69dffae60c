import type { UnitPlace } from '../tree.ts';
import { button, el } from './dom.ts';
import { examState, startExam } from './memory.ts';

/** Returns what is shown instead of the unit, before and after a timed exam. */
export function examInstructions(
  { course, subsection }: UnitPlace,
  minutes: number,
  redraw: () => void,
): HTMLElement {
  const submitted = examState(course.key, subsection.key) === 'submitted';
  const title = submitted
    ? 'You have submitted your timed exam.'
    : `${subsection.title} is a timed exam (${minutes} minutes)`;
  const text = submitted
    ? 'Your answers are handed in. You can go on with the course.'
    : 'A clock starts as soon as you begin, and runs on every page of the course until you end the exam.';
  const start = button(
    { class: 'btn primary', 'data-testid': 'start-exam-button' },
    'I am ready to start this timed exam.',
    () => {
      startExam(course.key, subsection.key, minutes);
      redraw();
    },
  );
  return el(
    'div',
    { class: 'exam-instructions' },
    el('h3', { class: 'h3', 'data-testid': 'exam-instructions-title' }, title),
    el('p', {}, text),
    submitted ? null : start,
  );
}

/**
 * Returns what is shown before a proctored exam. A real one begins with a check of the room, which
 * this site does not have.
 */
export function proctoredInstructions({ subsection }: UnitPlace): HTMLElement {
  return el(
    'div',
    { class: 'exam-instructions' },
    el(
      'h3',
      { class: 'h3', 'data-testid': 'proctored-exam-instructions-title' },
      `${subsection.title} is a proctored exam`,
    ),
    el('p', {}, 'Somebody watches while you take it. First, your room is looked at.'),
  );
}

/** Returns what is shown when proctoring broke off. Only its footer marks it as an exam. */
export function failedExam(): HTMLElement {
  return el(
    'div',
    { class: 'exam-instructions' },
    el('h3', { class: 'h3' }, 'There was a problem with your exam'),
    el('p', {}, 'Ask your school what to do.'),
    el('div', { class: 'footer-sequence' }, 'About proctored exams'),
  );
}
