import { findCourse } from '../courses.ts';
import { refreshExamBar } from './exam-bar.ts';
import { onOtherTab, setComplete } from './memory.ts';
import { go, goneBack, loadCold, redraw, shownUnit } from './move.ts';
import { inner } from './settings.ts';
import { tick } from './sidebar.ts';
import { nextSubsection } from './unit-page.ts';

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

window.addEventListener('click', (event) => {
  const { target } = event;
  const link = target instanceof Element ? target.closest('a[data-app-link]') : null;
  const path = link?.getAttribute('href');
  if (!path || !isPlainClick(event)) return;
  event.preventDefault();
  void go(inner(path));
});

window.addEventListener('popstate', () => void goneBack());

/** Handles messages from frames. Like the real app, it does not check who sent them. */
window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data !== 'object' || data === null || !('type' in data)) return;
  const place = shownUnit();
  if (data.type === 'plugin.resize' && 'payload' in data) fitFrame(data.payload);
  if (data.type === 'plugin.autoAdvance' && place) {
    const path = nextSubsection(place);
    if (path) void go(path);
  }
});

function fitFrame(payload: unknown): void {
  const frame = document.querySelector('#unit-iframe');
  const place = shownUnit();
  if (!frame || !place || typeof payload !== 'object' || payload === null) return;
  if (!('height' in payload) || typeof payload.height !== 'number') return;
  frame.setAttribute('height', String(Math.ceil(payload.height)));
  frame.parentElement?.querySelector('.spinner-border')?.remove();
  setComplete(place.course.key, place.unit.key);
  tick(place.unit.key);
}

/** Shows in every tab that an exam began or ended in one of them. */
onOtherTab((courseKey) => {
  const course = findCourse(courseKey);
  if (course && location.pathname.includes(courseKey)) refreshExamBar(course);
});
window.addEventListener('exam-changed', redraw);

void loadCold();
