import { pathParts } from './html.ts';
import { serveLearning } from './learning-host.ts';
import { serveLms } from './lms-host.ts';
import { isShellPage, serveShellPage } from './single-shell-pages.ts';

const OF_THE_LMS: ReadonlySet<string> = new Set(['courses', 'dashboard', 'login', 'xblock']);

/** Serves a site whose LMS and apps are on one host. */
export function serveOneHost(request: Request, pace: number): Response | Promise<Response> {
  const [first = ''] = pathParts(request) ?? [];
  if (OF_THE_LMS.has(first)) return serveLms(request, pace);
  const { pathname } = new URL(request.url);
  return isShellPage(pathname) ? serveShellPage(request) : serveLearning(request, pace);
}
