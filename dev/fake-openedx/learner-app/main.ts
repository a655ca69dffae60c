import { openCourse, type GuardedCourse } from './course-guard.ts';
import { showOther } from './other-pages.ts';
import { showSpinner } from './page.ts';
import { readRoute, type Route } from './route.ts';
import { onChange, push } from './router.ts';
import { TIMES, signIn, wait } from './settings.ts';

const TITLE = document.title;

let page: GuardedCourse | null = null;

/** The title is the school's name, except on the page that says what a course is about. */
function setTitle(route: Route): void {
  const title = route.kind === 'about' && route.course ? route.course.title : TITLE;
  if (document.title !== title) document.title = title;
}

/** Shows what the address names. */
function show(): void {
  const route = readRoute(location.pathname);
  setTitle(route);
  if (route.kind === 'course' && page?.key === route.key) {
    page.follow(route);
    return;
  }
  page?.close();
  page = null;
  if (route.kind === 'course') page = openCourse(route);
  else showOther(route);
}

window.addEventListener('click', (event) => {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  const link = target instanceof Element ? target.closest('a[data-app-link]') : null;
  const href = link?.getAttribute('href');
  if (!href || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
  event.preventDefault();
  void push(href);
});

/** Shows nothing until the app's settings are there, then only that the app is loading. */
async function start(): Promise<void> {
  signIn();
  await wait(TIMES.blank);
  showSpinner();
  await wait(TIMES.start);
  onChange(show);
  show();
}

void start();
