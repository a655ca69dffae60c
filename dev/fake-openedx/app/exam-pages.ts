import type { UnitPlace } from '../tree.ts';
import { button, el } from './dom.ts';
import { examState, startExam } from './memory.ts';

/** What stands where the unit would be, before and after a timed exam. */
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

/** An exam under supervision begins with a check of the room, which is not to be had here. */
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

/** An exam whose supervision broke off: its heading has no mark, only what stands below it. */
export function failedExam(): HTMLElement {
  return el(
    'div',
    { class: 'exam-instructions' },
    el('h3', { class: 'h3' }, 'There was a problem with your exam'),
    el('p', {}, 'Ask your school what to do.'),
    el('div', { class: 'footer-sequence' }, 'About proctored exams'),
  );
}
