import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseSite } from '../../lib/edx/sites/site-origin.ts';
import { parseAddress } from '../../lib/ibl/account/server-address.ts';

/*
 * What both builds ask for. A browser disables an extension whose update asks for more, so these
 * lists are frozen from the first release.
 */

const EDX = [
  'https://learning.edx.org/*',
  'https://courses.edx.org/*',
  'https://apps.learn.iblai.app/*',
  'https://learn.iblai.app/*',
];
const LEARNER_APP = ['https://lms.ibl.ai/*'];
const HOSTS = [...EDX, ...LEARNER_APP];
const API = ['https://base.manager.iblai.app/*', 'https://api.iblai.app/*'];

describe.each(['chrome-mv3', 'firefox-mv3'])('the manifest of %s', (build) => {
  const manifest = JSON.parse(readFileSync(`.output/${build}/manifest.json`, 'utf8')) as Record<
    string,
    unknown
  >;

  test('asks for exactly these permissions', () => {
    expect(manifest).toMatchObject({
      manifest_version: 3,
      permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'activeTab'],
      host_permissions: [...HOSTS, ...API],
      optional_host_permissions: ['https://*/*', 'http://*.localhost/*', 'http://127.0.0.1/*'],
      incognito: 'not_allowed',
    });
    const scripts = manifest['content_scripts'] as { js: string[]; matches: string[] }[];
    expect(scripts.toSorted((a, b) => a.matches.length - b.matches.length)).toEqual([
      { js: ['content-scripts/learner-app.js'], matches: LEARNER_APP, run_at: 'document_idle' },
      {
        js: ['content-scripts/edx.js'],
        matches: expect.arrayContaining(EDX),
        run_at: 'document_idle',
      },
    ]);
    expect(manifest['optional_permissions']).toBeUndefined();
  });

  test('allows plain http only for names that never leave the computer', () => {
    const plain = (manifest['optional_host_permissions'] as string[]).filter((one) =>
      one.startsWith('http:'),
    );
    expect(plain).toEqual(['http://*.localhost/*', 'http://127.0.0.1/*']);
    const may = (address: string) => {
      const site = parseSite(address);
      const api = parseAddress(address);
      return [site.ok, api.ok].includes(true);
    };
    for (const host of ['localhost', 'apps.tutor.localhost', '127.0.0.1'])
      expect(may(`http://${host}:2000`)).toBe(true);
    for (const host of ['local.openedx.io', 'campus.example', '127.0.0.2', '192.168.1.5', '[::1]'])
      expect(may(`http://${host}:2000`)).toBe(false);
  });

  test('has no other part that could give it more', () => {
    const own = build.startsWith('firefox')
      ? 'browser_specific_settings'
      : 'minimum_chrome_version storage';
    const parts = [
      'manifest_version name description version default_locale icons',
      'permissions host_permissions optional_host_permissions incognito',
      'content_security_policy content_scripts background action options_ui commands',
    ];
    const names = [...parts, own].flatMap((line) => line.split(' '));
    expect(Object.keys(manifest).toSorted()).toEqual(names.toSorted());
  });

  test('proposes one shortcut, which opens the popup and nothing else', () => {
    expect(manifest['commands']).toEqual({
      _execute_action: { suggested_key: { default: 'Alt+Shift+Y' } },
    });
  });

  test.each(['popup', 'options'])('sets the colours of %s.html before it is drawn', (page) => {
    const html = readFileSync(`.output/${build}/${page}.html`, 'utf8');
    const [head = ''] = html.split('<body>');
    // Neither `type=module` nor `defer` nor `async`: each would let the browser draw first.
    expect(head).toContain('<script src="/theme.js"></script>');
    expect(readFileSync(`.output/${build}/theme.js`, 'utf8')).toBe(
      readFileSync('public/theme.js', 'utf8'),
    );
  });

  test('shows no file of its own to web pages', () => {
    expect(manifest['web_accessible_resources']).toBeUndefined();
    expect(manifest['externally_connectable']).toBeUndefined();
  });

  test('lets its own pages load nothing from elsewhere', () => {
    const { extension_pages } = manifest['content_security_policy'] as { extension_pages: string };
    expect(extension_pages).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(extension_pages).toContain(
      "require-trusted-types-for 'script'; trusted-types waypoint-table;",
    );
    expect(extension_pages).not.toMatch(/unsafe|\*(?!;|$| http)/);
  });
});
