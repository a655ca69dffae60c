import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { FaultRule } from '../../../dev/fake-ibl/faults.ts';
import { EXPORT_REQUESTS } from '../../../lib/messages/requests.ts';
import {
  exportOf,
  readExportFile,
  writeExportFile,
  type ExportEnd,
  type ExportState,
} from '../../../lib/store/items/chat-exports.ts';
import {
  requestExport,
  type ExportRequest,
} from '../../../lib/background/chat-export/run-export.ts';
import { createStateWriter } from '../../../lib/background/state/state-writer.ts';
import { OTHER_ORG } from '../../../dev/fake-ibl/api.ts';
import { browser } from '../../../lib/browser.ts';
import { connectNight, idOf } from '../../harness/two-schools.ts';
import { study, useStudy } from '../../harness/use-study.ts';
import { START, type Study } from '../../harness/worker-harness.ts';

let id: string;
useStudy();
beforeEach(async () => {
  await study.connect();
  id = await study.connectionId();
});

const MINUTE = 60_000;
const wish = (what: ExportRequest) =>
  study.ask({ type: 'export/request', connectionId: id, what: what });
const state = () => exportOf(id).read();
const of = (path: RegExp) => study.api.log.filter((one) => path.test(one.path));
const polls = () => of(/downloads\/tasks/);
const begun = () => of(/export-chathistory/);
const text = async () => (await readExportFile(id))?.text();

/** Starts an export and returns how it ended after some time. */
async function endOf(ms: number): Promise<ExportEnd | null> {
  await wish('start');
  await study.wait(ms);
  const now = await state();
  return now?.step === 'ended' ? now.why : null;
}

type Server = Parameters<Study['api']['seed']['server']>[0];

describe('a chat export', () => {
  test.each<[string, Server]>([
    ['a list', {}],
    ['a page', { exportShape: 'results' }],
    ['sessions', { exportShape: 'sessions' }],
    ['one message', { exportShape: 'one' }],
    ['no message', { exportItems: 0 }],
    ['begun with 201', { exportStatus: 201 }],
    [
      'begun with 202, and 202 without a word until it is there',
      { exportStatus: 202, exportWaits: '' },
    ],
    ['PENDING first', { exportWaits: 'PENDING', exportPolls: 4 }],
    ['STARTED first', { exportWaits: 'STARTED' }],
    ['RETRY first', { exportWaits: 'RETRY' }],
    ['text', { exportEnds: 'text' }],
  ])('stores the file of the server byte for byte: %s', async (_, server) => {
    study.api.seed.server(server);
    await wish('start');
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ step: 'ready', taken: null });
    expect(await text()).toBe(polls().at(-1)?.reply);
    expect(begun()).toMatchObject([{ body: '{}' }]);
    expect(polls().at(-1)?.path).toMatch(/\?to_csv=false$/);
  });

  test('starts at once, even if the browser is slow to read its storage', async () => {
    const get = browser.storage.local.get.bind(browser.storage.local);
    vi.spyOn(browser.storage.local, 'get').mockImplementation(
      async (keys?: Parameters<typeof get>[0]) => {
        await new Promise((done) => setTimeout(done, 5));
        return await get(keys);
      },
    );
    const asked = wish('start');
    await study.wait(1_000);
    await asked;
    expect(begun()).toHaveLength(1);
  });

  test('keeps the type of the file', async () => {
    study.api.seed.server({ exportEnds: 'text' });
    await wish('start');
    await study.wait(MINUTE);
    expect((await readExportFile(id))?.type).toBe('text/csv');
  });

  test('stores a file of 12 MB, although another answer may have only 2 MB', async () => {
    const body = JSON.stringify([{ type: 'ai', content: 'x'.repeat(12_000_000), timestamp: '' }]);
    study.api.faults.add({ path: /downloads/, do: { kind: 'body', body } });
    await wish('start');
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ step: 'ready', size: body.length });
  });

  test('stores no file of more than 50 MB', async () => {
    const body = 'x'.repeat(50_000_001);
    study.api.faults.add({ path: /downloads/, do: { kind: 'body', body } });
    expect(await endOf(MINUTE)).toEqual({ kind: 'not-ibl' });
  });

  test('asks for the file after 2, 3, 5, 8, 13 and then every 15 s', async () => {
    study.api.seed.server({ exportPolls: 8 });
    await wish('start');
    await study.wait(2 * MINUTE);
    const times = [...begun(), ...polls()].map(({ at }) => at);
    const pauses = times.slice(1).map((at, i) => Math.round((at - (times[i] ?? 0)) / 1000));
    expect(pauses).toEqual([2, 3, 5, 8, 13, 15, 15, 15, 15]);
  });

  test('deletes the file an hour after the learner saved it, and not before', async () => {
    await wish('start');
    await study.wait(MINUTE);
    await study.wait(120 * MINUTE);
    expect(await text()).toBeDefined();
    await wish('taken');
    await study.wait(59 * MINUTE);
    expect(await text()).toBeDefined();
    await study.wait(2 * MINUTE);
    expect(await state()).toBeNull();
    expect(await text()).toBeUndefined();
  });

  test('deletes the file if the learner discards it', async () => {
    await wish('start');
    await study.wait(MINUTE);
    await wish('forget');
    expect(await state()).toBeNull();
    expect(await text()).toBeUndefined();
  });
});

const says = (value: unknown): FaultRule['do'] => ({ kind: 'body', body: JSON.stringify(value) });

describe('a chat export without a file', () => {
  test.each<[string, Server, ExportEnd, number]>([
    ['not ready for 3 minutes', { exportPolls: 999 }, { kind: 'not-ready' }, 15],
    ['FAILURE', { exportEnds: 'FAILURE' }, { kind: 'failed', state: 'FAILURE' }, 2],
    ['failed', { exportEnds: 'failed' }, { kind: 'failed', state: 'failed' }, 2],
    ['error', { exportEnds: 'error' }, { kind: 'failed', state: 'error' }, 2],
    ['REVOKED', { exportEnds: 'REVOKED' }, { kind: 'failed', state: 'REVOKED' }, 2],
    [
      '500 five times',
      { exportEnds: '500' },
      { kind: 'status', status: 500, words: 'The export could not be built.' },
      6,
    ],
    [
      '404 three times',
      { exportEnds: '404' },
      { kind: 'status', status: 404, words: 'Not found.' },
      4,
    ],
    [
      '400',
      { exportEnds: '400' },
      { kind: 'status', status: 400, words: 'The export could not be built.' },
      2,
    ],
    ['401', { exportEnds: '401' }, { kind: 'status', status: 401, words: 'Invalid token.' }, 2],
    [
      '403',
      { exportEnds: '403' },
      { kind: 'status', status: 403, words: 'You do not have permission to perform this action.' },
      2,
    ],
    ['a task id that is not a UUID', { exportTask: 'number' }, { kind: 'not-ibl' }, 0],
  ])('ends with a reason: %s', async (_, server, why, asked) => {
    study.api.seed.server(server);
    expect(await endOf(5 * MINUTE)).toEqual(why);
    expect(polls()).toHaveLength(asked);
    expect(await text()).toBeUndefined();
    // No further request is sent.
    await study.wait(30 * MINUTE);
    expect(polls()).toHaveLength(asked);
  });

  test.each<[string, FaultRule['do'], ExportEnd]>([
    ['nothing', says({}), { kind: 'not-ibl' }],
    ['a path for a task', says({ task_id: '../../memories' }), { kind: 'not-ibl' }],
    ['a list', says([]), { kind: 'not-ibl' }],
    ['a page', { kind: 'body', body: '<title>Sign in</title>' }, { kind: 'not-ibl' }],
    [
      '404',
      { kind: 'status', status: 404, body: '<title>Not Found</title>' },
      { kind: 'intermediary', status: 404 },
    ],
    [
      '500',
      { kind: 'status', status: 500, body: null },
      { kind: 'status', status: 500, words: '' },
    ],
    ['no network', { kind: 'drop' }, { kind: 'no-network' }],
    ['silence', { kind: 'hang' }, { kind: 'timeout' }],
  ])('ends if the request to start it is answered with %s', async (_, action, why) => {
    study.api.faults.add({ path: /export-chathistory/, do: action });
    expect(await endOf(MINUTE)).toEqual(why);
    expect(polls()).toEqual([]);
  });

  test.each([401, 403])('stops nothing else after %i', async (status) => {
    study.api.faults.add({ path: /downloads|export/, do: { kind: 'status', status } });
    expect(await endOf(MINUTE)).toMatchObject({ kind: 'status', status });
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(1);
  });
});

describe('a request of the learner', () => {
  const at = START;
  const task = '7b0d5c1e-3f4a-4c55-9a1c-0d8a3d6f1b22';
  const asking = { step: 'asking', since: at, tries: 0 } as const;
  const waiting = { step: 'waiting', task, since: at, next: at + 60_000, asked: 9 } as const;
  const STATES: Readonly<Record<string, ExportState | null>> = {
    nothing: null,
    'one that is asked for': asking,
    'one that is awaited': { ...waiting, errors: 0, missing: 0 },
    'one that was begun and ended': { step: 'ended', task, at, why: { kind: 'timeout' } },
    'one that ended before it began': { step: 'ended', task: null, at, why: { kind: 'timeout' } },
    'one that is ready': { step: 'ready', task, at, size: 1, taken: null },
  };
  const begins = { step: 'asking', since: at, tries: 0 };
  const cancelled = { step: 'ended', at, why: { kind: 'cancelled' } };
  const CHANGES: Readonly<Record<ExportRequest, Readonly<Record<string, object | null>>>> = {
    start: {
      nothing: begins,
      'one that was begun and ended': begins,
      'one that ended before it began': begins,
      'one that is ready': begins,
    },
    'look-again': {
      'one that was begun and ended': { step: 'waiting', task, asked: 0, next: at + 2_000 },
    },
    cancel: {
      'one that is asked for': { ...cancelled, task: null },
      'one that is awaited': { ...cancelled, task },
    },
    taken: { 'one that is ready': { step: 'ready', size: 1, taken: at } },
    forget: {
      'one that was begun and ended': null,
      'one that ended before it began': null,
      'one that is ready': null,
    },
  };
  const all = EXPORT_REQUESTS.flatMap((what) =>
    Object.keys(STATES).map((name): [ExportRequest, string] => [what, name]),
  );

  test.each(all)('%s changes %s as the table says, or not at all', async (what, name) => {
    const before = STATES[name] ?? null;
    const writer = createStateWriter();
    await exportOf(id).write(before);
    await writeExportFile(id, new Blob(['x']));
    await requestExport(writer, id, what);
    const change = CHANGES[what][name];
    if (change === undefined) expect(await state()).toEqual(before);
    else if (change === null) expect(await state()).toBeNull();
    else expect(await state()).toMatchObject(change);
    const goes = change !== undefined && (what === 'start' || what === 'forget');
    expect((await text()) === undefined).toBe(goes);
  });

  test('changes nothing for an unknown connection', async () => {
    await requestExport(createStateWriter(), 'another', 'start');
    expect(await exportOf('another').read()).toBeNull();
  });
});

describe('a running chat export', () => {
  test('survives four errors in a row, twice', async () => {
    const bad: FaultRule['do'] = { kind: 'status', status: 500 };
    study.api.faults.add({ path: /downloads/, times: 4, do: bad });
    study.api.faults.add({ path: /downloads/, times: 4, skip: 1, do: bad });
    study.api.seed.server({ exportPolls: 1 });
    await wish('start');
    await study.wait(4 * MINUTE);
    expect(await state()).toMatchObject({ step: 'ready' });
    expect(polls()).toHaveLength(10);
  });

  test('survives a minute without a network, and reports it after three', async () => {
    study.api.seed.server({ exportPolls: 0 });
    await wish('start');
    study.setOnline(false);
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ step: 'waiting' });
    study.setOnline(true);
    await study.wait(20_000);
    expect(await state()).toMatchObject({ step: 'ready' });
    await wish('start');
    study.setOnline(false);
    await study.wait(4 * MINUTE);
    expect(await state()).toMatchObject({ step: 'ended', why: { kind: 'no-network' } });
  });

  test('obeys Retry-After, and ends if it is longer than three minutes', async () => {
    const busy = (after: string): FaultRule => ({
      path: /downloads/,
      times: 1,
      do: { kind: 'status', status: 429, headers: { 'Retry-After': after } },
    });
    study.api.faults.add(busy('60'));
    await wish('start');
    await study.wait(50_000);
    expect(polls()).toHaveLength(1);
    await study.wait(80_000);
    expect(await state()).toMatchObject({ step: 'ready' });
    study.api.faults.add(busy('3600'));
    await wish('start');
    await study.wait(90_000);
    expect(await state()).toMatchObject({ step: 'ended', why: { kind: 'status', status: 429 } });
  });

  test('is finished by a new worker, wherever the one before was stopped', async () => {
    for (const side of ['before', 'after'] as const) {
      for (let calls = 0; calls < 60; calls += 1) {
        await wish('forget');
        const asked = study.ask({ type: 'export/request', connectionId: id, what: 'start' });
        study.stopWorkerAt({ calls, side });
        await asked.catch(() => undefined);
        await study.wait(2 * MINUTE);
        study.stopWorkerAt(null);
        const now = await state();
        // If the worker stopped before it stored the request, the learner sees that no export runs.
        if (now !== null) expect(now, `${side} ${calls}`).toMatchObject({ step: 'ready' });
      }
    }
  });

  test('stores no file if the learner cancels it, and needs no second export to look for it again', async () => {
    await wish('start');
    await study.wait(1_000);
    await wish('cancel');
    expect(await state()).toMatchObject({ step: 'ended', why: { kind: 'cancelled' } });
    await study.wait(MINUTE);
    expect(polls()).toEqual([]);
    await wish('look-again');
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ step: 'ready' });
    expect(begun()).toHaveLength(1);
  });

  test('stores nothing if the learner cancels it before the answer arrives', async () => {
    study.api.seed.server({ exportPolls: 0 });
    study.api.faults.add({ path: /downloads/, do: { kind: 'delay', ms: 5_000 } });
    await wish('start');
    await study.wait(4_000);
    await wish('cancel');
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ step: 'ended', why: { kind: 'cancelled' } });
    expect(await text()).toBeUndefined();
  });

  test('ends with "not connected" if there is no key', async () => {
    await study.ask({ type: 'connection/disconnect', id, forget: false });
    expect(await endOf(MINUTE)).toEqual({ kind: 'not-connected' });
  });

  test('does not stop places from being sent', async () => {
    study.api.seed.server({ exportPolls: 999 });
    await wish('start');
    await study.seeUnit('a');
    await study.wait(6_000);
    expect(study.memories()).toHaveLength(1);
  });

  test('does not delay the export of another school', async () => {
    await connectNight(study);
    const night = await idOf(OTHER_ORG);
    study.api.seed.server({ exportPolls: 3 });
    study.api.faults.add({ path: /demo-university.*downloads/, do: { kind: 'delay', ms: 9_000 } });
    await wish('start');
    await study.ask({ type: 'export/request', connectionId: night, what: 'start' });
    await study.wait(20_000);
    expect(await state()).toMatchObject({ step: 'waiting' });
    expect(await exportOf(night).read()).toMatchObject({ step: 'ready' });
    await study.wait(MINUTE);
    expect(await state()).toMatchObject({ step: 'ready' });
  });

  test('is deleted with its connection', async () => {
    await wish('start');
    await study.wait(MINUTE);
    await connectNight(study, id);
    expect(await state()).toBeNull();
    expect(await text()).toBeUndefined();
  });

  test('never clears the chat history', async () => {
    await wish('start');
    await study.wait(MINUTE);
    expect(of(/clear-chathistory/)).toEqual([]);
  });
});
