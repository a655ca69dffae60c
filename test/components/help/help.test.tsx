// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { render } from 'preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { parse } from 'yaml';
import { HELP_LINKS } from '../../../components/help/help-links.ts';
import { SchoolHelp } from '../../../components/help/school-help.tsx';
import { Shortcut } from '../../../components/help/shortcut.tsx';
import { sectionOf } from '../../../components/options/sections.ts';
import { TROUBLES, Troubles } from '../../../components/help/troubles.tsx';
import { browser } from '../../../lib/browser.ts';
import { speakEnglish } from '../english.ts';
import { eventually } from '../../harness/eventually.ts';

beforeAll(speakEnglish);
beforeEach(() => fakeBrowser.reset());
afterEach(() => vi.unstubAllGlobals());

const shown = (screen: preact.ComponentChildren): HTMLElement => {
  const root = document.createElement('div');
  render(screen, root);
  return root;
};

interface Texts {
  readonly [name: string]: string | Texts;
}
const texts = parse(readFileSync('components/locales/en.yml', 'utf8')) as Texts;
/** Returns the text at a path such as `help.look`; '' if there is none. */
const at = (path: string): string => {
  let found: string | Texts = texts;
  for (const name of path.split('.')) found = typeof found === 'string' ? '' : (found[name] ?? '');
  return typeof found === 'string' ? found : '';
};

describe('Help', () => {
  test('leads only to sections that the options page has', () => {
    for (const target of Object.values(HELP_LINKS)) {
      if (target.startsWith('#')) expect(sectionOf(target), target).toBe(target.slice(1));
      else expect(target).toMatch(/^\/popup\.html#(?:instruction|memory)$/);
    }
  });

  test('leads from every symptom to a place that mends it', () => {
    const root = shown(<Troubles />);
    expect(Array.from(root.querySelectorAll('summary'), (one) => one.textContent)).toEqual(
      TROUBLES.map(({ name }) => at(`help.trouble.${name}.title`)),
    );
    for (const { links } of TROUBLES) expect(links.length).toBeGreaterThan(0);
  });

  // A text that is reworded elsewhere has to be reworded in the advice too.
  test.each([
    ['not_saved', ['now.later', 'now.no_key.line']],
    ['paused', ['now.resume', 'pauses.title']],
    [
      'not_seen',
      [
        'sites.followHere',
        'sites.state.needs_access',
        'sites.allow',
        'sites.state.off',
        'sites.follow',
      ],
    ],
    ['mentor', ['now.saved', 'popup.memory', 'now.copy']],
    ['sign_in', ['now.signIn']],
    ['other_person', ['now.accountNo', 'now.accountYes', 'sites.askAgain']],
    ['memory', ['options.section.sites', 'memory.follow']],
    ['instruction', ['instruction.save']],
  ])('uses the words of the screens in its advice: %s', (name, keys) => {
    const advice = at(`help.trouble.${name}.advice`);
    for (const key of keys) {
      const [words = ''] = at(key).split(/[:.]/);
      expect(words).not.toBe('');
      expect(advice).toContain(words);
    }
  });

  test('shows the keys that the browser has set, and says so if there are none', async () => {
    let shortcut = 'Alt+Shift+Y';
    const getAll = () => Promise.resolve([{ name: '_execute_action', shortcut }]);
    Object.assign(browser, { commands: { getAll } });
    const root = shown(<Shortcut />);
    await eventually(() => expect(root.querySelector('kbd')?.textContent).toBe('Alt+Shift+Y'));
    shortcut = '';
    dispatchEvent(new Event('focus'));
    await eventually(() => expect(root.querySelector('kbd')).toBeNull());
    expect(root.textContent).toContain(at('help.shortcut.none'));
  });

  test('links to the page with help that the organization set, with the name of the school', async () => {
    const set = (policy: object) =>
      vi.spyOn(browser.storage.managed, 'get').mockResolvedValue({ ...policy });
    set({ help: 'help.school.example' });
    const root = shown(<SchoolHelp />);
    await eventually(() => expect(root.textContent).toBe('Help from your school'));
    expect(root.querySelector('a')?.href).toBe('https://help.school.example/');
    set({ help: 'help.school.example', organization: 'main' });
    const named = shown(<SchoolHelp />);
    await eventually(() => expect(named.textContent).toBe('Help from main'));
    set({ help: 'http://help.school.example' });
    const wrong = shown(<SchoolHelp />);
    await new Promise((done) => setTimeout(done));
    expect(wrong.textContent).toBe('');
  });
});
