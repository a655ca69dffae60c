import { CHANGED_SITES } from '../fake-openedx/courses.ts';
import { openCourse, type CourseSettings } from '../fake-openedx/server.ts';
import { serveMentor } from '../fake-ibl/sign-in-page.ts';
import { openWorld, type Handler, type World } from './network.ts';

/** The local ibl.ai API, as far as the world needs it. */
export interface Api {
  fetch(request: Request): Response | Promise<Response>;
}

/** Returns who answers under the names that the shipped extension knows. */
export function demoHosts(api: Api, settings?: CourseSettings): Record<string, Handler> {
  const course = openCourse(settings);
  return {
    'learning.edx.org': course.learning,
    'courses.edx.org': course.lms,
    'studio.edx.org': course.studio,
    'apps.learn.iblai.app': course.learning,
    'learn.iblai.app': course.lms,
    'apps.campus.example': course.learning,
    'campus.example': course.lms,
    'apps.tutor.localhost': course.learning,
    'tutor.localhost': course.lms,
    ...Object.fromEntries(
      CHANGED_SITES.map(({ learning }) => [new URL(learning).hostname, course.oneHost]),
    ),
    'lms.ibl.ai': course.learnerApp,
    'skillsai.iblai.app': course.learnerApp,
    'learn-app.garden.example': course.learnerApp,
    'mentor.iblai.app': serveMentor,
    'os.ibl.ai': serveMentor,
    'base.manager.iblai.app': (request) => api.fetch(request),
  };
}

/** Opens the demo courses and the local API. */
export const openDemoWorld = (api: Api, settings?: CourseSettings): Promise<World> =>
  openWorld(demoHosts(api, settings));
