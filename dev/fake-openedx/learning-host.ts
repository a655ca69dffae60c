import { serveAsset } from './assets.ts';
import { SITE_NAME, findCourse, siteAt, type Site } from './courses.ts';
import { escape, htmlPage, notFound, pathParts } from './html.ts';
import { indexPage } from './index-page.ts';
import { serveStudio } from './studio-host.ts';

const HEAD = `<link rel="stylesheet" href="/_course/site.css">
<link rel="icon" href="/_course/icon.svg">`;

/** Returns the page of the single-page app, the same for each address as on the real site. */
function appPage({ base, lms, name, look }: Site, pace: number): Response {
  return htmlPage({
    title: look.shell ? name : `Course | ${name}`,
    head: `${HEAD}
<script type="application/json" id="settings">${JSON.stringify({ pace, base, lms, name, look })}</script>
<script type="module" src="/_course/app.js"></script>`,
    body: '<div id="root"></div>',
  });
}

/** Serves the forum and the gradebook, which are other apps beside the Learning MFE. */
function otherApp(request: Request): Response {
  const [app, key = ''] = pathParts(request) ?? [];
  const course = findCourse(key);
  if (!course) return notFound();
  const name = app === 'gradebook' ? 'Gradebook' : 'Discussions';
  return htmlPage({
    title: `${name} | ${course.title} | ${SITE_NAME}`,
    head: HEAD,
    body: `<header class="learning-header"><span class="logo">Demo</span>
<div class="course-title-lockup"><span class="course-number">${escape(`${course.org} ${course.number}`)}</span>
<span class="course-title" dir="auto">${escape(course.title)}</span></div></header>
<main id="main-content" class="tab-page"><h1 class="page-title">${name}</h1><p>There is nothing here yet.</p></main>`,
  });
}

/** Serves the app, its files, and the other apps on the same origin. */
export function serveLearning(request: Request, pace: number): Response | Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  const site = siteAt(origin);
  if (pathname === '/') return indexPage();
  if (pathname === '/favicon.ico') return serveAsset('/_course/icon.svg');
  if (pathname.startsWith('/_course/')) return serveAsset(pathname);
  if (pathname.startsWith('/authoring/')) return serveStudio(request);
  if (/^\/(?:discussions|gradebook)\//.test(pathname)) return otherApp(request);
  const inside = pathname.startsWith(`${site.base}/`) ? pathname.slice(site.base.length) : '';
  return /^\/(?:preview\/)?course\//.test(inside) ? appPage(site, pace) : notFound();
}
