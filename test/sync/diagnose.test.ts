import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../lib/browser.ts';
import { diagnose } from '../../lib/sync/diagnose.ts';
import { COURSE } from './examples.ts';
import { openStudy, type Study } from './study.ts';

let study: Study;
beforeEach(async () => {
  study = await openStudy();
  const manifest = { manifest_version: 3 as const, name: 'Waypoint', version: '0.1.0' };
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue(manifest);
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue('en');
});
afterEach(() => study.close());

test('states and counts: no key, name, course, title or address of a page', async () => {
  await study.connect();
  await study.seeUnit('a', 1, 'ada');
  await study.wait(6_000);
  const found = await diagnose();
  expect(found).toMatchObject({
    damaged: [],
    noRoom: false,
    settings: { paused: false, coursesNotFollowed: 0 },
    connections: [{ connected: true, source: 'key', stop: null, courses: 1, waiting: 0 }],
    stored: { record: 1, connections: 1 },
  });
  const text = JSON.stringify(found);
  const stored = JSON.stringify(await browser.storage.local.get(null));
  for (const secret of [COURSE, 'Unit a', 'learning.edx.org', 'ada']) {
    expect(text).not.toContain(secret);
    expect(stored).toContain(secret);
  }
});

test('a part that cannot be read says so, and the others are there', async () => {
  await study.connect();
  await browser.storage.local.set({ settings: { v: 99, data: {} } });
  expect(await diagnose()).toMatchObject({
    damaged: ['settings: version'],
    settings: 'unreadable: DamagedItem',
    connections: [{ connected: true }],
  });
});
