import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Management } from 'webextension-polyfill';
import { browser } from '../../lib/browser.ts';
import { firstRun } from '../../lib/store/items/first-steps.ts';
import { welcome } from '../../lib/background/welcome.ts';
import { eventually } from '../harness/eventually.ts';

/** Returns what the browser says about how Waypoint was installed. */
const self = (installType: Management.ExtensionInstallType): Management.ExtensionInfo => ({
  id: browser.runtime.id,
  name: 'Waypoint',
  description: '',
  version: '1.0',
  mayDisable: installType !== 'admin',
  enabled: true,
  type: 'extension',
  optionsUrl: '',
  installType,
});

const opened = vi.fn<() => Promise<void>>();
const asked = vi.fn<() => Promise<Management.ExtensionInfo>>();

beforeEach(() => {
  fakeBrowser.reset();
  opened.mockReset().mockResolvedValue();
  asked.mockReset().mockResolvedValue(self('normal'));
  vi.spyOn(browser.runtime, 'openOptionsPage').mockImplementation(opened);
  vi.spyOn(browser.management, 'getSelf').mockImplementation(asked);
});

test.each(['normal', 'development', 'sideload', 'other'] as const)(
  'an install (%s) opens the options page once, and another install does not',
  async (how) => {
    asked.mockResolvedValue(self(how));
    await welcome('install');
    expect(opened).toHaveBeenCalledOnce();
    expect(await firstRun.read()).toMatchObject({ opened: true, wanted: true });
    await welcome('install');
    await welcome('update');
    expect(opened).toHaveBeenCalledOnce();
  },
);

test('an install by policy never opens the options page, which still shows the first steps', async () => {
  asked.mockResolvedValue(self('admin'));
  await welcome('install');
  await welcome('install');
  expect(opened).not.toHaveBeenCalled();
  expect(await firstRun.read()).toMatchObject({ opened: true, wanted: true });
});

test('an install opens the options page where the browser cannot say who installed Waypoint', async () => {
  const without = vi.spyOn(browser, 'management', 'get').mockReturnValue(undefined as never);
  await welcome('install');
  without.mockRestore();
  expect(opened).toHaveBeenCalledOnce();
});

test.each(['update', 'browser_update'] as const)(
  '"%s" does not open the options page, and neither does a later "install"',
  async (reason) => {
    await welcome(reason);
    await welcome('install');
    expect(opened).not.toHaveBeenCalled();
    expect(await firstRun.read()).toMatchObject({ opened: true, wanted: false });
  },
);

test('the state of the first steps outlasts every start', async () => {
  await welcome('install');
  const now = { opened: true, wanted: false };
  await firstRun.write(now);
  await welcome('install');
  expect(await firstRun.read()).toEqual(now);
});

test('the install is stored before the page opens, so that a stopped worker opens no second page', async () => {
  opened.mockReturnValue(new Promise(() => undefined));
  void welcome('install');
  await eventually(() => expect(opened).toHaveBeenCalledOnce());
  expect(await firstRun.read()).toMatchObject({ opened: true });
});
