import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { browser } from '../../lib/browser.ts';
import { connections, healthOf, HEALTHY } from '../../lib/store/items/connections.ts';
import { deletes } from '../../lib/store/items/pending-deletes.ts';
import { pauses } from '../../lib/store/items/pauses.ts';
import { EMPTY_RECORD } from '../../lib/store/items/outbox-record.ts';
import { writeRecord } from '../../lib/store/items/outbox-records.ts';
import { logRequest } from '../../lib/store/logs/request-log.ts';
import { settings } from '../../lib/store/items/settings.ts';
import { diagnose } from '../../lib/domain/diagnostics.ts';
import { connection } from '../store/connection.ts';
import { COURSE, pendingPlace } from '../harness/sample-places.ts';
import { study, useStudy } from '../harness/use-study.ts';

useStudy();
beforeEach(() => {
  const manifest = { manifest_version: 3 as const, name: 'Waypoint', version: '0.1.0' };
  vi.spyOn(fakeBrowser.runtime, 'getManifest').mockReturnValue(manifest);
  vi.spyOn(fakeBrowser.i18n, 'getUILanguage').mockReturnValue('en');
});

test('diagnostics contain states and counts, and no key, name, course, title or address of a page', async () => {
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

test('a part that cannot be read says so and does not affect the others', async () => {
  await study.connect();
  await browser.storage.local.set({ settings: { v: 99, data: {} } });
  expect(await diagnose()).toMatchObject({
    damaged: ['settings: version'],
    settings: 'unreadable: DamagedItem',
    connections: [{ connected: true }],
  });
});

test('each count counts its own kind', async () => {
  const policy = {
    organization: { value: 'demo-university', locked: true },
    journal: { value: '7-days' },
    sites: 7,
    unheard: true,
  };
  await fakeBrowser.storage.managed.set({ ...policy });
  const own = { id: 'c2', base: 'https://ibl.example/api', connected: false };
  await connections.write([connection(), connection(own)]);
  const pending = [pendingPlace('a')];
  await writeRecord('c1', 'A/B/C', { ...EMPTY_RECORD, pending, lastError: { kind: 'timeout' } });
  await writeRecord('c1', 'D/E/F', { ...EMPTY_RECORD, rejected: { status: 413, words: '' } });
  await writeRecord('c2', 'D/E/F', EMPTY_RECORD);
  const stop = { reason: 'key-refused', words: '', at: 1 } as const;
  await healthOf('c2').write({ ...HEALTHY, stop });
  const course = { courseKey: COURSE, title: 'Demo' };
  const left = { ...course, discardAt: null };
  await settings.write({ pause: { end: null }, never: [left, left, left], journal: null });
  const paused = { ...course, end: null };
  await pauses.write({
    sites: [{ origin: 'https://a.example', end: null }],
    courses: [paused, paused],
  });
  const one = { connectionId: 'c1', courseKey: COURSE, edx: 1, ours: null, due: 0, attempts: 0 };
  const failed = { ...one, failed: 'No.', stops: false };
  await deletes.write([failed, failed, { ...failed, failed: null }]);
  const request = { at: 1, method: 'GET', path: '/', body: null } as const;
  for (const status of [200, null, null]) await logRequest({ ...request, status });
  expect(await diagnose()).toMatchObject({
    settings: {
      paused: true,
      coursesNotFollowed: 3,
      coursesPaused: 2,
      journal: { value: '7-days', locked: false },
    },
    organization: { set: ['organization, locked', 'journal'], misfits: 1, unknown: 1 },
    connections: [
      {
        server: 'base.manager.iblai.app/',
        connected: true,
        stop: null,
        courses: 2,
        waiting: 1,
        troubles: { timeout: 1 },
        refusals: { 413: 1 },
      },
      { server: 'its own', connected: false, stop: 'key-refused', courses: 1, waiting: 0 },
    ],
    deletes: { failed: 2, open: 1 },
    requests: { 'GET 200': 1, 'GET no answer': 2 },
  });
});
