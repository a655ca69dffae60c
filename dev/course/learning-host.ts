import {
  SITE_NAME,
  courseUrl,
  courses,
  demonstration,
  examination,
  plainCourses,
  unitAt,
  unitUrl,
} from './courses.ts';
import { modulePreloads, serveAsset } from './assets.ts';
import { escape, htmlPage, notFound } from './html.ts';
import type { Course } from './tree.ts';
import { serveStudio } from './studio-host.ts';

/** Pages worth a look beside the courses themselves: the moments in which nothing may be noted. */
function oddPages(): [href: string, name: string][] {
  const first = unitAt(demonstration, 0);
  const url = unitUrl(demonstration, first.unit);
  const exam = unitAt(examination, 2);
  return [
    [unitUrl(examination, exam.unit), 'A timed exam'],
    [`${url}?staff=1`, 'A unit, seen by staff (stays so in this tab)'],
    [`${url}?staff=0`, 'The same unit, seen by a learner again'],
    [url.replace('/course/', '/preview/course/'), 'A preview of a draft'],
    [courseUrl(demonstration).replace('/course/', '/authoring/course/'), 'The authoring page'],
    ['/course/course-v1:Nobody+Knows+This', 'A course that does not exist'],
  ];
}

function list(items: readonly (readonly [href: string, name: string])[]): string {
  const rows = items.map(
    ([href, name]) => `<li><a href="${escape(href)}" dir="auto">${escape(name)}</a></li>`,
  );
  return `<ul class="plain-list">${rows.join('')}</ul>`;
}

function indexPage(): Response {
  const links = (of: readonly Course[]): (readonly [string, string])[] =>
    of.map((course) => [courseUrl(course, 'home'), course.title]);
  const plain = new Set(plainCourses);
  const main = courses.filter((course) => !plain.has(course));
  return htmlPage({
    title: `Demo courses | ${SITE_NAME}`,
    head: '<link rel="stylesheet" href="/_course/site.css"><link rel="icon" href="/_course/icon.svg">',
    body: `<main class="tab-page"><h1 class="page-title">Demo courses</h1>${list(links(main))}
<h2>Special pages</h2>${list(oddPages())}
<h2>Courses that are all alike</h2>${list(links(plainCourses))}</main>`,
  });
}

/** The page of the single-page app: the same for each address, as on the real site. */
async function appPage(pace: number): Promise<Response> {
  return htmlPage({
    title: `Course | ${SITE_NAME}`,
    head: `<link rel="stylesheet" href="/_course/site.css">
<link rel="icon" href="/_course/icon.svg">
<script type="application/json" id="settings">${JSON.stringify({ pace })}</script>
${await modulePreloads()}
<script type="module" src="/_course/app/main.ts"></script>`,
    body: '<div id="root"></div>',
  });
}

/** learning.edx.org: the app, its files, and the authoring app that lives on the same origin. */
export function serveLearning(request: Request, pace: number): Response | Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/') return indexPage();
  if (pathname === '/favicon.ico') return serveAsset('/_course/icon.svg');
  if (pathname.startsWith('/_course/')) return serveAsset(pathname);
  if (pathname.startsWith('/authoring/')) return serveStudio(request);
  if (/^\/(?:preview\/)?course\//.test(pathname)) return appPage(pace);
  return notFound();
}
