import { setTimeout as pause } from 'node:timers/promises';
import { serveAsset } from './assets.ts';
import { courses, legacyCourses, siteAt, unitPlaces } from './courses.ts';
import { escape, htmlPage, notFound, pathParts } from './html.ts';
import { pathOf } from './learner-app/tokens.ts';
import { serveLegacy } from './legacy/course-pages.ts';
import type { UnitPlace } from './tree.ts';

/** How long the real LMS took for a unit's frame (ms). */
const FRAME_DELAY = 200;

/** Where ibl.ai's learner app sends a frame, with a token in the query. */
const SIGNED = '/ibl/ai/sso/backend/edx/iframe';

const byUnit = new Map<string, UnitPlace>(
  [...courses, ...legacyCourses].flatMap(unitPlaces).map((place) => [place.unit.key, place]),
);

const STYLE = `<style>
  :root { color-scheme: light dark; color: light-dark(#22303a, #e4eaec); background: transparent; }
  body { margin: 0; padding: 0.25rem 0 1rem; font: 1.0625rem/1.65 system-ui, sans-serif; overflow-wrap: anywhere; }
  .picture { display: grid; place-items: center; height: 15rem; margin-block-end: 1.25rem; border-radius: 0.75rem;
    background: linear-gradient(135deg, #14505c, #2b8c8c 60%, #8fc6ad); }
  .picture::after { content: ''; border: solid transparent; border-width: 1.1rem 0 1.1rem 1.9rem;
    border-inline-start-color: #fff; opacity: 0.9; }
  p { margin: 0 0 1rem; }
</style>`;

/** A script that tells the page around the frame how tall it is, as the real frame does. */
const TELL_HEIGHT = `<script>
  const tell = () => parent.postMessage(
    { type: 'plugin.resize', payload: { height: document.documentElement.offsetHeight } }, '*');
  new ResizeObserver(tell).observe(document.body);
</script>`;

function unitFrame({ course, unit }: UnitPlace, showTitle: boolean): Response {
  const picture = /video/i.test(unit.title) ? '<div class="picture"></div>' : '';
  const text = unit.text.map((line) => `<p dir="auto">${escape(line)}</p>`).join('');
  return htmlPage({
    title: 'Course Unit',
    head: `<meta name="openedx-release-line" content="demo">${STYLE}`,
    body: `<div class="xblock" data-usage-id="${escape(unit.key)}" data-course-id="${escape(course.key)}" data-block-type="vertical">
${showTitle ? `<h2 class="unit-title" dir="auto">${escape(unit.title)}</h2>` : ''}
<div class="vert" data-id="${escape(unit.key.replace('type@vertical', 'type@html'))}">${picture}${text}</div>
</div>${TELL_HEIGHT}`,
  });
}

function failed(): Response {
  return htmlPage({
    title: 'Error',
    body: '<p>There has been a 500 error on the demo servers.</p>',
    status: 500,
  });
}

/** Returns a video that anybody may see, enrolled or not. */
function publicVideo(): Response {
  return htmlPage({
    title: 'A public video',
    head: `<meta name="openedx-release-line" content="demo">${STYLE}`,
    body: '<main><h1>A public video</h1><div class="picture"></div></main>',
  });
}

/** Sends a frame on to the page that its token stands for. */
function signedIn(token: string): Response {
  const location = pathOf(token);
  return location ? new Response(null, { status: 302, headers: { location } }) : notFound();
}

async function block(place: UnitPlace, showTitle: boolean, pace: number): Promise<Response> {
  await pause(FRAME_DELAY * pace);
  return place.unit.fails ? failed() : unitFrame(place, showTitle);
}

/** Serves the unit's own page, which the app frames, and the pages that the LMS shows itself. */
export function serveLms(request: Request, pace: number): Response | Promise<Response> {
  const { origin, pathname, searchParams } = new URL(request.url);
  if (pathname.startsWith('/_course/')) return serveAsset(pathname);
  const parts = pathParts(request) ?? [];
  const [first, second = '', third = '', fourth = ''] = parts;
  const lti = first === 'lti_provider' && second === 'courses' && third !== '';
  const place = byUnit.get(lti ? fourth : second);
  if (first === 'dashboard' || first === 'login') {
    return Response.redirect(`${siteAt(origin).learning}/`, 302);
  }
  if (pathname === SIGNED) return signedIn(searchParams.get('sso_auth_token') ?? '');
  if (first === 'courses') return serveLegacy(parts.slice(1));
  if (first === 'videos') return publicVideo();
  if (!place || (first !== 'xblock' && !lti)) return notFound();
  return block(place, searchParams.get('show_title') !== '0', pace);
}
