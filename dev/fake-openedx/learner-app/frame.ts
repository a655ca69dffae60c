import { el } from '../app/dom.ts';
import { resumeOf } from '../app/memory.ts';
import { lms } from '../app/settings.ts';
import type { Course } from '../tree.ts';
import { blockAt, type Block } from './blocks.ts';
import { icon } from './dom.ts';
import { examIn, examSign, type Exam } from './exam.ts';
import type { CourseRoute, Tab } from './route.ts';
import { mfe, TIMES, wait } from './settings.ts';

/** The part of the page that holds the frame, a spinner, or an exam's instructions. */
export interface CourseFrame {
  readonly element: HTMLElement;
  /** Loads what the address names by the time the app begins to load. */
  load(): void;
  close(): void;
}

const RIGHTS =
  'allow-modals allow-same-origin allow-scripts allow-popups allow-forms allow-popups-to-escape-sandbox allow-downloads';

/** Whether the code that draws exams is there. The app loads it at the first exam. */
let hasExamCode = false;

/** Returns the address of a page of the LMS for the frame, with a token in place of its path. */
async function signedAddress(path: string): Promise<string> {
  const [answer] = await Promise.all([
    fetch('/_course/token', { method: 'POST', body: path }),
    wait(TIMES.token),
  ]);
  const { token }: { token: string } = await answer.json();
  return `${lms}/ibl/ai/sso/backend/edx/iframe?sso_auth_token=${token}`;
}

async function addressOf(tab: Tab, key: string, block: Block | null): Promise<string> {
  if (tab === 'progress' || tab === 'dates') return `${mfe}/learning/course/${key}/${tab}/`;
  if (tab === 'discussion') return `${mfe}/discussions/${key}/posts`;
  if (tab === 'gradebook') return `${mfe}/gradebook/${key}`;
  if (tab === 'bookmarks') return `${lms}/courses/${key}/bookmarks/`;
  if (tab === 'instructor') return signedAddress(`/courses/${key}/instructor`);
  const query = 'show_title=0&show_bookmark_button=1&recheck_access=1&view=student_view';
  return signedAddress(`/xblock/${block?.key}?${query}`);
}

/** @param loaded called when the frame has loaded a unit */
export function courseFrame(
  course: Course,
  { tab }: CourseRoute,
  loaded: (block: Block) => void,
): CourseFrame {
  const element = el('div', { class: 'stage' });
  const showsUnit = tab === 'course' || tab === 'agent';
  let begun: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  let isLoading = true;
  let exam: Exam | null = null;
  let address = '';
  let block: Block | null = null;

  const newFrame = (): HTMLIFrameElement => {
    const frame = el('iframe', { id: 'edx-iframe', title: 'Forum InnerWare', sandbox: RIGHTS });
    frame.addEventListener('load', () => {
      window.dispatchEvent(new Event('edx-iframe:loaded'));
      if (block && !isClosed) loaded(block);
    });
    return frame;
  };

  const draw = (): void => {
    if (isLoading) {
      element.replaceChildren(el('div', {}, icon('animate-spin')));
      return;
    }
    const sign = exam && hasExamCode ? examSign(exam, load) : [];
    const old = element.querySelector('iframe');
    const frame = exam?.state === 'new' ? null : (old ?? newFrame());
    if (frame && frame.getAttribute('src') !== address) frame.setAttribute('src', address);
    const container = old?.parentElement;
    if (container && frame) {
      for (const one of Array.from(container.children)) if (one !== frame) one.remove();
      frame.before(...sign);
      return;
    }
    const className = `active-tab-${tab === 'discussion' ? 'forum' : tab} course-edx-iframe-container`;
    element.replaceChildren(el('div', { class: className }, ...sign, frame));
  };

  /** Draws the exam once its code is there. Until then its place is empty. */
  const fetchExamCode = async (): Promise<void> => {
    if (hasExamCode) return;
    await wait(TIMES.lazy);
    hasExamCode = true;
    if (!isClosed && !isLoading) draw();
  };

  /**
   * Asks for the frame's address and, in an exam, for its state; both appear together. An answer that
   * is late, because the learner has moved on, is drawn all the same until the next one comes.
   */
  const begin = async (): Promise<void> => {
    exam = null;
    isLoading = true;
    draw();
    const wanted = showsUnit ? blockAt(course, location.search, resumeOf(course.key)) : null;
    // The real app throws here, and so shows its spinner for ever.
    if (showsUnit && !wanted) return;
    const next = await addressOf(tab, course.key, wanted);
    const found = examIn(course, wanted?.parents?.subsection);
    if (found) await wait(TIMES.exam);
    if (isClosed) return;
    [exam, address, block, isLoading] = [found, next, wanted, false];
    draw();
    if (found) void fetchExamCode();
  };

  function load(): void {
    clearTimeout(begun);
    begun = setTimeout(() => void begin(), TIMES.debounce);
  }

  draw();
  return {
    element,
    load,
    close() {
      isClosed = true;
      clearTimeout(begun);
    },
  };
}
