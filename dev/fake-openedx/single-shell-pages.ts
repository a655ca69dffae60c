import { MIT, findCourse, siteAt } from './courses.ts';
import { escape, htmlPage, notFound } from './html.ts';

/* Pages of frontend-base's single shell that are not of the Learning MFE. */

const NAME = 'Ada Moss';
const MENU = `<div class="d-none d-lg-block"><button id="user-nav-dropdown">${NAME}</button></div>
<div class="d-lg-none"><button id="user-nav-dropdown">${NAME}</button></div>`;
const MIT_MENU = `<button id="user-nav-dropdown-custom" aria-label="${NAME}"><span class="user-menu-name">${NAME}</span></button>`;

/** Whether the shell has a page of this path, beside those of the Learning MFE. */
export const isShellPage = (pathname: string): boolean =>
  /^\/(?:learner-dashboard$|(?:apps\/)?instructor-dashboard\/)/.test(pathname);

/** Serves the learner's list of courses, or a page of a course's staff. */
export function serveShellPage(request: Request): Response {
  const { origin, pathname } = new URL(request.url);
  const [page, key = ''] = decodeURIComponent(pathname).replace('/apps/', '/').split('/').slice(1);
  const course = findCourse(key);
  if (page === 'learner-dashboard') return shellPage(origin, 'Home', 'Your courses.');
  return course ? shellPage(origin, 'Instructor Dashboard', course.title) : notFound();
}

function shellPage(origin: string, page: string, text: string): Response {
  const { name } = siteAt(origin);
  return htmlPage({
    title: `${page} | ${name}`,
    head: '<link rel="stylesheet" href="/_course/site.css"><link rel="icon" href="/_course/icon.svg">',
    body: `<div id="root"><div><div><header class="border-bottom"><nav>
<a class="sr-only" href="#main-content">Skip to main content</a>
${origin === MIT.learning ? MIT_MENU : MENU}
</nav></header></div><div id="main-content"><div class="tab-page"><h1 class="page-title">${page}</h1>
<p dir="auto">${escape(text)}</p></div></div></div></div>`,
  });
}
