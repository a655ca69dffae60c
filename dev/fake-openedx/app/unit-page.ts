import { unitPlaces } from '../courses.ts';
import type { Lock, UnitPlace } from '../tree.ts';
import { pathTo } from './address.ts';
import { appLink, el, spinner } from './dom.ts';
import { examInstructions, failedExam, proctoredInstructions } from './exam-pages.ts';
import { examState, setResume } from './memory.ts';
import { signedIn } from './people.ts';
import { lookOf } from './release.ts';
import { lms } from './settings.ts';
import { drawSidebar } from './sidebar.ts';
import { mainContent } from './shell.ts';
import { unitTop } from './unit-top.ts';

function frameAddress({ unit, subsection }: UnitPlace, preview: boolean): string {
  const query = new URLSearchParams({
    exam_access: '',
    format: subsection.title.startsWith('Homework') ? 'Homework' : '',
    preview: preview ? '1' : '0',
    recheck_access: '1',
    show_bookmark: '0',
    show_title: '0',
    view: signedIn() === null ? 'public_view' : 'student_view',
  });
  return `${lms}/xblock/${unit.key}?${query}`;
}

/** Returns where Next or Previous leads: to `/first` or `/last` if it leaves the subsection. */
function neighbour(place: UnitPlace, step: 1 | -1, preview: boolean): string | undefined {
  const places = unitPlaces(place.course);
  const here = places.findIndex(({ unit }) => unit.key === place.unit.key);
  const there = here + step < 0 ? undefined : places[here + step];
  const start = `${preview ? '/preview' : ''}/course/${place.course.key}`;
  if (!there) return step === 1 ? `${start}/course-end` : undefined;
  if (there.subsection.key === place.subsection.key) return pathTo(there, preview);
  return `${start}/${there.subsection.key}/${step === 1 ? 'first' : 'last'}`;
}

/** Returns where the app goes when a frame asks to go on: always to the next subsection. */
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
  const { course, subsection, unit } = place;
  const frame = el('iframe', {
    id: 'unit-iframe',
    title: unit.unknown ? undefined : unit.title,
    src: frameAddress(place, preview),
    'data-testid': 'content-iframe-test-id',
    allowfullscreen: true,
    scrolling: 'no',
    height: '0',
    referrerpolicy: 'origin',
  });
  const { heading, headingClass } = lookOf(course);
  const inside =
    subsection.lock === 'honor-code' || subsection.lock === 'hidden-after-due'
      ? [lockedText(subsection.lock)]
      : [spinner(), frame];
  const content = el(
    'div',
    { class: 'unit' },
    subsection.entrance ? el('p', { class: 'note' }, 'You need 60 % here to go on.') : null,
    el(heading, { class: headingClass || undefined, dir: 'auto' }, unit.title),
    ...inside,
  );
  return [...unitTop(place), content, navigation(place, preview)];
}

function lockedText(lock: Lock): HTMLElement {
  const texts: Record<Lock, string> = {
    gated: 'This is locked. Finish what comes before it.',
    'honor-code': 'Before you go on, promise that the work is your own.',
    'hidden-after-due': 'This was due and can no longer be seen.',
    proctored: '',
    'failed-exam': '',
  };
  return el('p', { class: 'note' }, texts[lock]);
}

/** Returns what is shown for a unit: the unit itself, or what keeps the learner from it. */
function middle(place: UnitPlace, preview: boolean, redraw: () => void): HTMLElement[] {
  const { course, subsection } = place;
  const { examMinutes, lock } = subsection;
  const running = examState(course.key, subsection.key) === 'started';
  if (examMinutes !== undefined && !running) return [examInstructions(place, examMinutes, redraw)];
  if (lock === 'proctored') return [proctoredInstructions(place)];
  if (lock === 'failed-exam') return [failedExam()];
  if (lock === 'gated') return [lockedText(lock)];
  return unitContent(place, preview);
}

/** Shows a unit. Replaces everything that was there, as the real page does for each unit. */
export function showUnit(place: UnitPlace, preview: boolean, redraw: () => void): void {
  const { course, subsection, unit } = place;
  setResume(course.key, unit.key);
  stage().replaceChildren(...middle(place, preview, redraw));
  if (lookOf(course).sidebar) drawSidebar(place, preview);
  if (subsection.busy) document.querySelector('.outline-sidebar')?.append(spinner());
  window.clearTimeout(lateClock);
  if (unit.examAfter !== undefined) lateClock = window.setTimeout(showClock, unit.examAfter);
}

let lateClock: number | undefined;

/** Shows the clock of an exam that this page learns of late. */
function showClock(): void {
  document
    .querySelector('.exam-bar')
    ?.replaceChildren(el('span', { 'data-testid': 'exam-timer' }, '9:59'));
}

/** Shows a subsection without units. */
export function showEmpty(): void {
  stage().replaceChildren(el('p', {}, 'There is no content here.'));
}

/** Shows that a unit is loading, without heading and frame. */
export function clearUnit(): void {
  stage().replaceChildren(spinner());
}

/** Returns the middle of a course page. Creates it if another kind of page was shown before. */
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
