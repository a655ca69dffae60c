import { DEMO_AXD_TOKEN, DEMO_ORG, DEMO_TOKEN } from './api.ts';
import { htmlPage } from '../fake-openedx/html.ts';

const HOUR = 3_600_000;

/**
 * Serves a stand-in for ibl.ai's own pages. A button signs in as Ada, and the page stores what the
 * real pages store, under the same names. `?hours=` says how long the sign-in works.
 */
export function serveMentor(request: Request): Response {
  const { pathname, searchParams } = new URL(request.url);
  const org = /^\/platform\/([\w-]+)\//.exec(pathname)?.[1] ?? DEMO_ORG;
  const ends = Date.now() + Number(searchParams.get('hours') ?? 72) * HOUR;
  const items = JSON.stringify(signedIn(org, ends)).replaceAll('<', '\\u003c');
  return htmlPage({
    title: 'Mentor (a stand-in)',
    head: '<link rel="icon" href="data:,">',
    body: `<main>
<h1>Mentor</h1>
<p>A stand-in for the page of ibl.ai on which one talks to one's mentor.</p>
<p id="who" role="status"></p>
<p><button id="in" type="button">Sign in as Ada</button>
<button id="out" type="button">Sign out</button></p>
</main>
<script type="module">
const items = ${items};
const tell = () => {
  const user = JSON.parse(localStorage.getItem('userData') ?? 'null');
  document.querySelector('#who').textContent = user ? 'Signed in as ' + user.user_nicename : 'Signed out';
};
document.querySelector('#in').onclick = () => {
  for (const [name, text] of Object.entries(items)) localStorage.setItem(name, text);
  tell();
};
document.querySelector('#out').onclick = () => {
  localStorage.clear();
  tell();
};
tell();
</script>`,
  });
}

/** Returns what a page of ibl.ai stores for a sign-in. */
export function signedIn(org: string, ends: number): Record<string, string> {
  const tenant = { key: org, is_admin: false, org: 'DemoU' };
  return {
    dm_token: DEMO_TOKEN,
    dm_token_expires: new Date(ends).toISOString(),
    axd_token: DEMO_AXD_TOKEN,
    axd_token_expires: new Date(ends + HOUR).toISOString(),
    edx_jwt_token: 'demo-jwt-that-nobody-wants',
    userData: JSON.stringify({
      user_id: 8,
      user_nicename: 'ada',
      user_email: 'ada@example.org',
      user_display_name: 'Ada',
      user_fullname: 'Ada Lovelace',
    }),
    tenant: org,
    current_tenant: JSON.stringify(tenant),
    tenants: JSON.stringify([tenant]),
    app_tenant: org,
  };
}
