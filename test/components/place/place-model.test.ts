import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPlace } from '../../../components/place/place-model.ts';
import { liveOverview } from '../../../components/data/live-items.ts';
import { accounts } from '../../../lib/store/items/accounts.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { firstSaveShown } from '../../../lib/store/items/first-save-shown.ts';
import { EMPTY_RECORD } from '../../../lib/store/items/outbox-record.ts';
import { writeRecord } from '../../../lib/store/items/outbox-records.ts';
import { tabsSeen } from '../../../lib/store/items/tabs.ts';
import { unit } from '../../harness/sample-places.ts';
import { connection } from '../../store/connection.ts';
import { eventually } from '../../harness/eventually.ts';

/** Replaces the background worker and the browser. Keeps the messages. */
const asked = vi.hoisted(() => [] as { type: string }[]);
vi.mock('../../../components/data/browser.ts', () => ({
  send: (message: { type: string }) => {
    asked.push(message);
    return Promise.resolve(message.type === 'now/look' ? 1 : null);
  },
  isInTab: () => Promise.resolve(false),
  frontTab: () => Promise.resolve(1),
}));

const SITE = 'https://learning.edx.org';
const KNOWN = { named: true, ours: ['aa'] };

beforeEach(() => {
  fakeBrowser.reset();
  asked.length = 0;
});

async function opened() {
  const model = createPlace(liveOverview());
  await model.look();
  await eventually(() => expect(model.overview.value).toBeTruthy());
  return model;
}

test('asks whose account it is, shows no place of another account, and accepts both answers', async () => {
  await tabsSeen.write({ tabs: [{ tabId: 1, seen: { kind: 'place', place: unit('a') } }] });
  await accounts.write({ [SITE]: { ...KNOWN, other: 'bb' } });
  const model = await opened();
  await eventually(() =>
    expect(model.status.value).toEqual({ kind: 'another-account', site: SITE }),
  );
  expect([model.place.value, model.text.value]).toEqual([null, null]);
  model.denyAccount(SITE);
  expect(model.denied.value).toEqual([SITE]);
  await model.confirmAccount(SITE);
  expect(asked.map(({ type }) => type)).toEqual(['now/look', 'account/confirm', 'now/look']);
  await accounts.write({ [SITE]: { ...KNOWN, other: null } });
  await eventually(() => expect(model.place.value).toMatchObject({ unitTitle: 'Unit a' }));
});

test('announces the first saved place only once', async () => {
  const place = unit('a');
  await connections.write([connection({ id: '1' })]);
  await tabsSeen.write({ tabs: [{ tabId: 1, seen: { kind: 'place', place } }] });
  const model = await opened();
  await eventually(() => expect(model.status.value).toEqual({ kind: 'seen' }));
  expect([model.first.value, await firstSaveShown.read()]).toEqual([false, false]);
  const lastSent = { text: 'At unit a.', unitKey: place.unitKey ?? '', at: 1 };
  await writeRecord('1', place.courseKey, { ...EMPTY_RECORD, lastSent });
  await eventually(() => expect(model.first.value).toBe(true));
  expect(model.text.value).toBe('At unit a.');
  await eventually(async () => expect(await firstSaveShown.read()).toBe(true));

  const again = await opened();
  await eventually(() => expect(again.status.value).toMatchObject({ kind: 'saved' }));
  expect(again.first.value).toBe(false);
});

test('an unknown account on one site does not affect another site', async () => {
  await tabsSeen.write({ tabs: [{ tabId: 1, seen: { kind: 'place', place: unit('a') } }] });
  await accounts.write({ 'https://courses.edx.org': { ...KNOWN, other: 'bb' } });
  const model = await opened();
  await eventually(() => expect(model.place.value).not.toBeNull());
  expect(model.status.value).toEqual({ kind: 'not-connected', waiting: 0 });
  expect(model.overview.value?.blockedSites).toEqual(['https://courses.edx.org']);
});
