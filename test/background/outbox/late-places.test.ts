import { waitingIn } from '../../../lib/store/items/outbox-record.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Device } from '../../harness/fake-device.ts';
import { limitStorage } from '../../store/limit.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { connections } from '../../../lib/store/items/connections.ts';
import { readRecord } from '../../../lib/store/items/outbox-records.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { statusOf } from '../../../lib/domain/place-status.ts';
import { DEMO_KEY } from '../../../dev/fake-ibl/api.ts';

/* Waypoint reads the memory before it writes a late place: another device may have moved on. */

const MINUTE = 60_000;
let other: Device;
useStudy();
beforeEach(async () => {
  other = study.addDevice();
  await study.connect();
  await study.seeUnit('start');
  await study.wait(6_000);
});

const text = () => study.memories()[0]?.entries[0]?.value;
const since = (start: number) =>
  study.api.log.slice(start).map(({ method, path }) => `${method} ${path.split('/')[7]}`);

async function onOther(name: string): Promise<void> {
  await other.ask({
    type: 'connection/connect',
    id: null,
    address: '',
    org: 'demo-university',
    username: 'ada',
    key: DEMO_KEY,
  });
  const { url, unitTitle } = unit(name);
  const titles = { unitTitle: unitTitle ?? '' };
  await other.see({ kind: 'place', at: url, titles }, url);
  await study.wait(6_000);
}

async function statusHere(name: string) {
  return statusOf(await readOverview(), { kind: 'place', place: unit(name) });
}

describe('after a long time without a network', () => {
  test('keeps a newer place of another device, and the popup says so', async () => {
    study.setOnline(false);
    await study.seeUnit('train');
    await study.wait(5 * MINUTE);
    await onOther('home');
    await study.wait(10 * MINUTE);
    study.setOnline(true);
    const start = study.api.log.length;
    await study.ask({ type: 'now/look' });
    await study.wait(1_000);
    expect(text()).toContain('"Unit home"');
    expect(since(start)).toEqual(['GET memory']);
    expect(await statusHere('train')).toEqual({ kind: 'newer-elsewhere' });
    // The unit opened next is the newest place again.
    await study.seeUnit('next');
    await study.wait(6_000);
    expect(text()).toContain('"Unit next"');
    expect(since(start)).toEqual(['GET memory', 'POST memory-entries']);
  });

  test('treats a place that was seen long before connecting as late', async () => {
    await study.forgetDevice();
    await study.seeUnit('train');
    await study.wait(5 * MINUTE);
    await onOther('home');
    await study.wait(10 * MINUTE);
    await study.connect();
    await study.wait(MINUTE);
    expect(text()).toContain('"Unit home"');
    expect(await statusHere('train')).toEqual({ kind: 'newer-elsewhere' });
  });

  test('treats a place that was seen while storage was full as late', async () => {
    const limit = limitStorage();
    await limit.leave(-3_000);
    await study.seeUnit('train');
    await study.wait(5 * MINUTE);
    limit.lift();
    study.stopWorker();
    study.first.alarms.clear();
    await onOther('home');
    await study.wait(10 * MINUTE);
    await study.ask({ type: 'now/look' });
    await study.wait(MINUTE);
    expect(text()).toContain('"Unit home"');
    expect(await statusHere('train')).toEqual({ kind: 'newer-elsewhere' });
  });

  test('overwrites an older place of another device', async () => {
    study.setOnline(false);
    await onOther('home');
    await study.wait(MINUTE);
    await study.seeUnit('train');
    await study.wait(15 * MINUTE);
    study.setOnline(true);
    const start = study.api.log.length;
    await study.ask({ type: 'now/look' });
    expect(text()).toContain('"Unit train"');
    expect(since(start)).toEqual(['GET memory', 'POST memory-entries']);
  });

  test('reads nothing before it sends a place that did not wait long', async () => {
    study.setOnline(false);
    await study.seeUnit('train');
    await study.wait(9 * MINUTE);
    study.setOnline(true);
    const start = study.api.log.length;
    await study.ask({ type: 'now/look' });
    expect(since(start)).toEqual(['POST memory-entries']);
  });

  test('sends no extra read from a device that does not know the ids', async () => {
    await study.forgetDevice();
    await study.connect();
    study.setOnline(false);
    await study.seeUnit('train');
    await study.wait(5 * MINUTE);
    await onOther('home');
    await study.wait(20 * MINUTE);
    study.setOnline(true);
    const start = study.api.log.length;
    await study.ask({ type: 'now/look' });
    await study.wait(1_000);
    expect(since(start)).toEqual(['GET memory']);
    expect(text()).toContain('"Unit home"');
  });

  test('recognises a text that this device wrote itself if the reply was lost', async () => {
    // The server stores the update after the visit, and the reply is lost.
    const updates = { method: 'POST', path: /memory-entries/ } as const;
    study.api.faults.add({ ...updates, times: 1, do: { kind: 'lose-reply' } });
    await study.seeUnit('lost');
    await study.wait(5_000);
    study.setOnline(false);
    await study.wait(20 * MINUTE);
    study.setOnline(true);
    const entry = study.memories()[0]?.entries[0];
    expect(entry?.value).toContain('"Unit lost"');
    await study.ask({ type: 'now/look' });
    await study.wait(1_000);
    expect(await statusHere('lost')).toMatchObject({ kind: 'saved' });
  });

  test.each([
    ['an hour behind', -60 * MINUTE],
    ['an hour ahead', 60 * MINUTE],
  ])("keeps a newer place of another device when this computer's clock is %s", async (_, skew) => {
    // Replies carry the server's time, which differs from this computer's.
    const answer = study.api.fetch.bind(study.api);
    vi.spyOn(study.api, 'fetch').mockImplementation(async (request) => {
      const response = await answer(request);
      const date = new Date(Date.now() - skew).toUTCString();
      response.headers.set('Date', date);
      return response;
    });
    study.setOnline(false);
    await study.seeUnit('train');
    await study.wait(5 * MINUTE);
    await onOther('home');
    await study.wait(10 * MINUTE);
    // The times in the memory are by the server's clock too.
    const shown = study.memories()[0];
    const [entry] = shown?.entries ?? [];
    const written = new Date(Date.parse(entry?.updatedAt ?? '') - skew).toISOString();
    study.api.faults.add({
      method: 'GET',
      path: /\/memory\//,
      times: 1,
      do: {
        kind: 'body',
        body: JSON.stringify({
          unique_id: shown?.uniqueId,
          name: shown?.name,
          username: 'ada',
          catalog_item_id: COURSE,
          entries: [
            {
              unique_id: entry?.uniqueId,
              key: 'current_location',
              value: entry?.value,
              updated_at: written,
            },
          ],
        }),
      },
    });
    study.setOnline(true);
    await study.ask({ type: 'now/look' });
    await study.wait(1_000);
    expect(text()).toContain('"Unit home"');
  });

  test('creates a memory again if it is gone', async () => {
    study.setOnline(false);
    await study.seeUnit('train');
    await study.wait(15 * MINUTE);
    study.api.seed.removeMemory(study.memories()[0]?.uniqueId ?? '');
    study.setOnline(true);
    await study.ask({ type: 'now/look' });
    await study.wait(1_000);
    expect(text()).toContain('"Unit train"');
    expect(study.memories()).toHaveLength(1);
    const id = (await connections.read())[0]?.id ?? '';
    expect(waitingIn(await readRecord(id, COURSE))).toBeNull();
  });
});
