import { el } from '../app/dom.ts';
import { findCourse } from '../courses.ts';
import type { Course } from '../tree.ts';
import { drawCourse, type CoursePages } from './course-page.ts';
import { spinner } from './dom.ts';
import { showPage } from './page.ts';
import { isStaffTab, readRoute, type CourseRoute } from './route.ts';
import { replace } from './router.ts';
import { TIMES, isStaff, wait } from './settings.ts';

export interface GuardedCourse extends CoursePages {
  readonly key: string;
}

/** Shows a course once the app knows that there is one and that the visitor may see it. */
export function openCourse(route: CourseRoute): GuardedCourse {
  let here = route;
  let shown: CoursePages | undefined;
  let isClosed = false;
  const guard = async (): Promise<void> => {
    showPage(null, el('main', {}, el('div', {}, spinner())));
    await wait(TIMES.guard);
    if (isClosed) return;
    const course = findCourse(here.key);
    const problem = course ? refusal(course, here) : '404';
    if (!course || problem)
      replace(`${here.base.split('/').slice(0, 3).join('/')}/error/${problem}`);
    else shown = drawCourse(course, repaired(here));
  };
  void guard();
  return {
    key: route.key,
    follow(next) {
      here = next;
      shown?.follow(next);
    },
    close() {
      isClosed = true;
      shown?.close();
    },
  };
}

function refusal(course: Course, { tab }: CourseRoute): string | null {
  if (course.crashes) return '500';
  return course.denied || (isStaffTab(tab) && !isStaff) ? '403' : null;
}

/** Writes the course's key into the address as it should be. */
function repaired(route: CourseRoute): CourseRoute {
  if (route.written === route.key) return route;
  const { pathname, search, hash } = location;
  const path = pathname.replace(route.written, route.key);
  history.replaceState(null, '', path + search + hash);
  const next = readRoute(path);
  return next.kind === 'course' ? next : route;
}
