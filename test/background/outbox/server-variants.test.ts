import { beforeEach, describe, expect, test } from 'vitest';
import { DEMO_KEY } from '../../../dev/fake-ibl/api.ts';
import type { Switches } from '../../../dev/fake-ibl/server-variants.ts';
import { memoryName } from '../../../lib/ibl/memories/memory-name.ts';
import { readOverview } from '../../../lib/domain/overview.ts';
import { COURSE, unit } from '../../harness/sample-places.ts';
import { study, useStudy } from '../../harness/use-study.ts';

/* Servers differ from each other and from their documents. Each gets one memory for each course. */

useStudy();

const texts = () => study.memories().map(({ entries }) => entries[0]?.value);

/** Studies one unit, then the next on a device without ids. Returns the requests of the first. */
async function studyOnTwoDevices(): Promise<number> {
  const start = study.api.log.length;
  await study.seeUnit('a');
  await study.wait(6_000);
  const requests = study.api.log.length - start;
  await study.forgetDevice();
  await study.connect();
  await study.seeUnit('b');
  await study.wait(6_000);
  return requests;
}

const VARIANTS: readonly (readonly [string, Partial<Switches>])[] = [
  ['as documented', {}],
  ['that does not resolve names: 404', { memoryByName: '404' }],
  ['that does not resolve names: 400', { memoryByName: '400' }],
  ['that answers a create with the memory', { createReply: 'memory', createStatus: 201 }],
  ['that answers a create with a list', { createReply: 'list' }],
  ['that answers a create with nothing', { createReply: 'empty' }],
  ['whose catalogue knows no course', { refusesCatalogItems: true }],
  ['that refuses a second memory of a name', { refusesTwins: true }],
  ['that moves the memory with its entry', { entryTouchesMemory: true }],
];

test.each(VARIANTS)('one memory is kept for two devices on a server %s', async (_, switches) => {
  study.api.seed.server(switches);
  await study.connect();
  const requests = await studyOnTwoDevices();
  expect(texts()).toHaveLength(1);
  expect(texts()[0]).toContain('"Unit b"');
  // A rejected catalogue field costs one more request.
  expect(requests).toBeLessThanOrEqual(switches.refusesCatalogItems ? 6 : 5);
});

describe('two devices that begin a course at the same moment', () => {
  /** Opens unit a on one device and unit b on the other. Each looks before the other creates. */
  async function beginTogether(): Promise<void> {
    const other = study.addDevice();
    const connection = {
      type: 'connection/connect',
      id: null,
      address: '',
      org: 'demo-university',
      username: 'ada',
      key: DEMO_KEY,
    } as const;
    await study.connect();
    await other.ask(connection);
    const { url } = unit('b');
    const slow = { kind: 'delay', ms: 1_000 } as const;
    study.api.faults.add({ method: 'POST', path: /\/memories\//, times: 2, do: slow });
    await Promise.all([
      study.seeUnit('a'),
      other.see({ kind: 'place', at: url, titles: { unitTitle: 'Unit b' } }, url),
    ]);
  }

  test('keep one memory', async () => {
    await beginTogether();
    await study.wait(30_000);
    const creates = study.writes().filter((one) => one.endsWith('/memories/'));
    expect([creates.length, texts().length]).toEqual([2, 1]);
    await study.seeUnit('c');
    await study.wait(30_000);
    expect(texts()).toEqual([expect.stringContaining('"Unit c"')]);
  });

  test('lose no place when a duplicate cannot be removed at once', async () => {
    await beginTogether();
    // Both devices find both memories. One learns only from a failure that its memory is removed.
    const read = { method: 'GET', path: /\/memory\/[0-9a-f]{8}-[0-9a-f-]{27}\/$/ };
    const html = { kind: 'body', body: '<h1>Log in</h1>' } as const;
    study.api.faults.add({ ...read, skip: 1, times: 1, do: html });
    await study.wait(60_000);
    expect(texts()).toEqual([expect.stringContaining('"Unit b"')]);
  });
});

describe('after a change on another device', () => {
  beforeEach(async () => {
    await study.connect();
    await study.seeUnit('a');
    await study.wait(6_000);
  });

  test('Waypoint creates the memory again if it was deleted', async () => {
    study.api.seed.removeMemory(study.memories()[0]?.uniqueId ?? '');
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(texts()).toHaveLength(1);
  });

  test('Waypoint creates the memory again if its entry was deleted', async () => {
    study.api.seed.removeEntry(study.memories()[0]?.entries[0]?.uniqueId ?? '');
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('"Unit b"');
  });

  test.each(['oldest', '500'] as const)(
    'Waypoint updates one memory if there is a duplicate (lookup by name: %s)',
    async (twinLookup) => {
      study.api.seed.server({ twinLookup });
      const entries = [{ key: 'current_location', value: 'Studying a course' }];
      const name = await memoryName(COURSE);
      study.api.seed.memory({ name, catalogItemType: 'course', catalogItemId: COURSE, entries });
      await study.forgetDevice();
      await study.connect();
      await study.seeUnit('b');
      await study.wait(6_000);
      expect(texts().filter((text) => text?.includes('"Unit b"'))).toHaveLength(1);
      if (twinLookup === '500') expect(texts()).toHaveLength(1);
    },
  );

  test('Waypoint finds and updates a memory that was created between its lookup and its create', async () => {
    study.api.seed.server({ refusesTwins: true });
    await study.forgetDevice();
    await study.connect();
    const missing = { kind: 'status', status: 404, body: { detail: 'Memory not found.' } } as const;
    study.api.faults.add({ method: 'GET', path: /\/memory\//, times: 1, do: missing });
    const none = JSON.stringify({ count: 0, next: null, previous: null, results: [] });
    const empty = { kind: 'body', body: none } as const;
    study.api.faults.add({ method: 'GET', path: /\/memories\//, times: 1, do: empty });
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('"Unit b"');
  });

  test('Waypoint creates no second memory if the rows in the list have invalid ids', async () => {
    study.api.seed.server({ memoryByName: '404' });
    const memory = study.memories()[0];
    await study.forgetDevice();
    await study.connect();
    const row = { unique_id: 7, name: memory?.name, username: 'ada', entries: [] };
    const list = JSON.stringify({ count: 1, next: null, previous: null, results: [row] });
    study.api.faults.add({
      method: 'GET',
      path: /\/memories\//,
      do: { kind: 'body', body: list },
    });
    await study.seeUnit('b');
    await study.wait(30 * 60_000);
    expect(texts()).toHaveLength(1);
    const [, record] = [...(await readOverview()).records][0] ?? [];
    expect(record).toMatchObject({ pending: [{}], lastError: { kind: 'not-ibl' } });
  });

  test('Waypoint creates no second memory if neither the list nor the name is found', async () => {
    study.api.seed.server({ memoryByName: '404' });
    await study.forgetDevice();
    await study.connect();
    const missing = { kind: 'status', status: 404, body: { detail: 'Not found.' } } as const;
    const mend = study.api.faults.add({ method: 'GET', path: /\/memories\//, do: missing });
    await study.seeUnit('b');
    await study.wait(30 * 60_000);
    mend();
    expect(texts()).toHaveLength(1);
    const [, record] = [...(await readOverview()).records][0] ?? [];
    expect(record).toMatchObject({ pending: [{}], rejected: { status: 404 } });
  });

  test('Waypoint saves the place if it may not remove a duplicate', async () => {
    study.api.seed.server({ memoryByName: '404' });
    const entries = [{ key: 'current_location', value: 'Studying a course' }];
    const name = await memoryName(COURSE);
    study.api.seed.memory({ name, catalogItemType: 'course', catalogItemId: COURSE, entries });
    study.api.faults.add({ method: 'DELETE', do: { kind: 'status', status: 403 } });
    await study.forgetDevice();
    await study.connect();
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(texts().filter((text) => text?.includes('"Unit b"'))).toHaveLength(1);
    expect((await readOverview()).health.stop).toBeNull();
  });

  test('Waypoint updates the same memory if its entry was changed on a server that stores no course', async () => {
    study.api.seed.server({ refusesCatalogItems: true });
    study.api.seed.removeMemory(study.memories()[0]?.uniqueId ?? '');
    const entries = [{ key: 'current_location', value: 'changed by hand' }];
    study.api.seed.memory({ name: await memoryName(COURSE), entries });
    await study.forgetDevice();
    await study.connect();
    await study.seeUnit('b');
    await study.wait(6_000);
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toContain('"Unit b"');
  });

  test('Waypoint never touches memories that are not its own', async () => {
    const entries = [{ key: 'note', value: 'mine' }];
    study.api.seed.memory({ name: 'my-notes', catalogItemId: COURSE, entries });
    study.api.seed.memory({ name: 'edx-context-fake-0000000000', catalogItemId: COURSE, entries });
    await study.forgetDevice();
    await study.connect();
    await study.seeUnit('b');
    await study.wait(6_000);
    const names = study.memories().map(({ name }) => name);
    expect(names).toContain('my-notes');
    expect(names).toContain('edx-context-fake-0000000000');
  });
});

/** Returns the scheme before the key in each request, in order. */
const schemes = () =>
  study.api.log.map(({ headers }) => headers['authorization']?.replace(/ \S+$/, ''));

test.each([
  ['Token', ['Token'], ['Api-Token', 'Token']],
  ['Api-Key', ['Api-Key'], ['Api-Token', 'Token', 'Api-Key']],
] as const)('connecting finds out that a server accepts only %s', async (_, accepts, tries) => {
  study.api.seed.server({ accepts: [...accepts] });
  expect(await study.connect()).toEqual({ ok: true });
  // Once a scheme is accepted, Waypoint asks the server how it spells the username.
  expect(schemes()).toEqual([...tries, ...accepts]);
  // The scheme is stored, so the next worker knows it.
  study.stopWorker();
  const start = study.api.log.length;
  await study.seeUnit('a');
  await study.wait(6_000);
  expect(texts()).toHaveLength(1);
  expect(study.api.log.slice(start).every(({ status }) => status !== 401)).toBe(true);
  expect(new Set(schemes().slice(start))).toEqual(new Set(accepts));
});

test.each([403, 404, 429, 500])('connecting tries no other scheme after %i', async (status) => {
  study.api.faults.add({ do: { kind: 'status', status } });
  expect(await study.connect()).toMatchObject({ ok: false, why: { kind: 'status', status } });
  expect(schemes()).toEqual(['Api-Token']);
});

test('connecting shows the error text of the first scheme if every scheme gets 401', async () => {
  const no = (detail: string) => ({ kind: 'status', status: 401, body: { detail } }) as const;
  study.api.faults.add({ times: 1, do: no('Invalid key.') });
  study.api.faults.add({ do: no('No credentials.') });
  expect(await study.connect()).toMatchObject({ ok: false, why: { words: 'Invalid key.' } });
  expect(schemes()).toEqual(['Api-Token', 'Token', 'Api-Key']);
});
