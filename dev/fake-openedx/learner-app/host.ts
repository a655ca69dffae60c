import { DEMO_ORG } from '../../fake-ibl/demo-accounts.ts';
import { signedIn } from '../../fake-ibl/sign-in-page.ts';
import { serveAsset } from '../assets.ts';
import { IBL } from '../courses.ts';
import { htmlPage, notFound } from '../html.ts';
import { issueToken } from './tokens.ts';

const DAYS = 86_400_000;
/** The title of every page, except the few that have their own. */
const TITLE = 'Demo University';

/** The paths that are pages, with or without `/platform/<tenant>` in front. */
const PAGES =
  /^\/(?:platform\/[^/]+\/)?(?:course-content|courses|home|discover|recommended|start|onboarding|programs|pathways|profile|notifications|error)(?:\/|$)/;

/** Returns the page of the single-page app, the same for each address. */
function appPage(pace: number): Response {
  const asJson = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
  const settings = { ...IBL, pace, base: '', mfe: IBL.learning };
  return htmlPage({
    title: TITLE,
    head: `<meta name="generator" content="ibl.ai">
<link rel="stylesheet" href="/_course/learner-app.css"><link rel="icon" href="/_course/icon.svg">
<script type="application/json" id="settings">${asJson(settings)}</script>
<script type="application/json" id="sign-in">${asJson(signedIn(DEMO_ORG, Date.now() + 3 * DAYS))}</script>
<script type="module" src="/_course/learner-app.js"></script>`,
    body: '<div id="root"></div>',
  });
}

/** Returns the token with which a frame may open a page of the LMS, named in the request. */
async function token(request: Request): Promise<Response> {
  return Response.json({ token: issueToken(await request.text()) });
}

/** Serves ibl.ai's learner app, under any host name. */
export function serveLearnerApp(request: Request, pace: number): Response | Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/_course/token') return token(request);
  if (pathname === '/favicon.ico') return serveAsset('/_course/icon.svg');
  if (pathname.startsWith('/_course/')) return serveAsset(pathname);
  if (pathname === '/') return new Response(null, { status: 302, headers: { location: '/home' } });
  return PAGES.test(pathname) ? appPage(pace) : notFound();
}
