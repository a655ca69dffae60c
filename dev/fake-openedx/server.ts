import { serveLearnerApp } from './learner-app/host.ts';
import { serveLearning } from './learning-host.ts';
import { serveLms } from './lms-host.ts';
import { serveOneHost } from './one-host.ts';
import { serveStudio } from './studio-host.ts';

export interface CourseSettings {
  /** How slow everything is: 1 as measured on the real Learning MFE, 2 twice as slow, 0 at once. */
  readonly pace?: number;
}

type Handler = (request: Request) => Response | Promise<Response>;

/** The hosts of the demo site, each a handler. */
export interface CourseSite {
  readonly learning: Handler;
  readonly lms: Handler;
  readonly studio: Handler;
  /** ibl.ai's own app for the same courses. */
  readonly learnerApp: Handler;
  /** A site whose LMS and apps are on one host. */
  readonly oneHost: Handler;
}

export function openCourse({ pace = 1 }: CourseSettings = {}): CourseSite {
  return {
    learning: (request) => serveLearning(request, pace),
    lms: (request) => serveLms(request, pace),
    studio: serveStudio,
    learnerApp: (request) => serveLearnerApp(request, pace),
    oneHost: (request) => serveOneHost(request, pace),
  };
}
