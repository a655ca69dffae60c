import { LMS_ORIGIN, unitPlaces } from '../courses.ts';
import type { UnitPlace } from '../tree.ts';
import { pathTo } from './address.ts';
import { appLink, button, el, spinner } from './dom.ts';
import { examState, setResume, startExam } from './memory.ts';
import { drawSidebar } from './sidebar.ts';
import { mainContent } from './shell.ts';

function frameAddress({ unit, subsection }: UnitPlace, preview: boolean): string {
  const query = new URLSearchParams({
    exam_access: '',
    format: subsection.title.startsWith('Homework') ? 'Homework' : '',
    preview: preview ? '1' : '0',
    recheck_access: '1',
    show_bookmark: '0',
    show_title: '0',
    view: 'student_view',
  });
  return `${LMS_ORIGIN}/xblock/${unit.key}?${query}`;
}

/** Where Next and Previous lead: to `/first` or `/last` when they leave the subsection. */
function neighbour(place: UnitPlace, step: 1 | -1, preview: boolean): string | undefined {
  const places = unitPlaces(place.course);
  const here = places.findIndex(({ unit }) => unit.key === place.unit.key);
  const there = here + step < 0 ? undefined : places[here + step];
  const start = `${preview ? '/preview' : ''}/course/${place.course.key}`;
  if (!there) return step === 1 ? `${start}/course-end` : undefined;
  if (there.subsection.key === place.subsection.key) return pathTo(there, preview);
  return `${start}/${there.subsection.key}/${step === 1 ? 'first' : 'last'}`;
}

/** Where the app goes when a frame asks to go on by itself: always to the next subsection. */
export function nextSubsection(place: UnitPlace): string | undefined {
  const places = unitPlaces(place.course);
  const here = places.findLastIndex(({ subsection }) => subsection.key === place.subsection.key);
  const there = places[here + 1];
  return there && `/course/${place.course.key}/${there.subsection.key}/first`;
}

function navigation(place: UnitPlace, preview: boolean): HTMLElement {
  const previous = neighbour(place, -1, preview);
  const next = neighbour(place, 1, preview);
  return el(
    'div',
    { class: 'unit-navigation' },
    previous
      ? appLink(previous, 'btn previous-button', 'Previous')
      : el('button', { class: 'btn previous-button', disabled: true }, 'Previous'),
    next ? appLink(next, 'btn next-button', 'Next') : null,
  );
}

function unitContent(place: UnitPlace, preview: boolean): HTMLElement[] {
  const frame = el('iframe', {
    id: 'unit-iframe',
    title: place.unit.title,
    src: frameAddress(place, preview),
    'data-testid': 'content-iframe-test-id',
    allowfullscreen: true,
    scrolling: 'no',
    height: '0',
    referrerpolicy: 'origin',
  });
  const heading = el('h3', { class: 'h3', dir: 'auto' }, place.unit.title);
  const content = el('div', { class: 'unit' }, heading, spinner(), frame);
  return [content, navigation(place, preview)];
}

function examInstructions(place: UnitPlace, minutes: number, redraw: () => void): HTMLElement[] {
  const { course, subsection } = place;
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
  return [
    el(
      'div',
      { class: 'exam-instructions' },
      el('h3', { class: 'h3', 'data-testid': 'exam-instructions-title' }, title),
      el('p', {}, text),
      submitted ? null : start,
    ),
  ];
}

/** Everything that was there is taken away and made anew, as the real page does for each unit. */
export function showUnit(place: UnitPlace, preview: boolean, redraw: () => void): void {
  setResume(place.course.key, place.unit.key);
  const { examMinutes } = place.subsection;
  const running = examState(place.course.key, place.subsection.key) === 'started';
  const inside =
    examMinutes !== undefined && !running
      ? examInstructions(place, examMinutes, redraw)
      : unitContent(place, preview);
  stage().replaceChildren(...inside);
  drawSidebar(place, preview);
}

/** Shows that a unit is on its way: no heading, no frame. */
export function clearUnit(): void {
  stage().replaceChildren(spinner());
}

/** The middle of a course page; made when another kind of page was there before. */
function stage(): HTMLElement {
  const main = mainContent();
  const present = main.querySelector<HTMLElement>('.sequence');
  if (present) return present;
  const sequence = el('div', { class: 'sequence' });
  main.replaceChildren(
    el('div', { class: 'sequence-container' }, el('aside', { class: 'outline-sidebar' }), sequence),
  );
  return sequence;
}
