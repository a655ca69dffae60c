import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConnectionLost, createApi, DEMO_ORG } from '../../dev/fake-ibl/api.ts';
import type { Api } from '../../dev/fake-ibl/api.ts';
import { ask } from './ask.ts';

const MEMORY = { name: 'n', entries: [{ key: 'a', value: 'b' }] };

let api: Api;
beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) });
  api = createApi();
});
afterEach(() => {
  api.close();
  vi.useRealTimers();
});

const get = async () => ask(api, 'GET', 'memories/');
const create = async () => ask(api, 'POST', 'memories/', { body: MEMORY });

test('an answer without a fault needs no timer', async () => {
  expect((await create()).status).toBe(200);
  expect(vi.getTimerCount()).toBe(0);
});

describe('a fault', () => {
  test('status answers with JSON, with HTML, with headers or with nothing', async () => {
    api.faults.add({
      times: 1,
      do: {
        kind: 'status',
        status: 429,
        body: { detail: 'Slow' },
        headers: { 'Retry-After': '7' },
      },
    });
    api.faults.add({ times: 1, do: { kind: 'status', status: 502, body: '<h1>Bad</h1>' } });
    api.faults.add({ times: 1, do: { kind: 'status', status: 204, body: 'never sent' } });
    const busy = await create();
    expect([busy.status, busy.json, busy.headers.get('Retry-After')]).toEqual([
      429,
      { detail: 'Slow' },
      '7',
    ]);
    expect(busy.headers.get('Date')).toBe('Mon, 23 Nov 2026 00:00:00 GMT');
    const bad = await create();
    expect([bad.status, bad.headers.get('Content-Type')]).toEqual([
      502,
      'text/html; charset=utf-8',
    ]);
    expect((await create()).text).toBe('');
    expect(api.memories(DEMO_ORG, 'ada')).toEqual([]);
    expect(api.violations).toEqual([]);
    expect(api.log.map((entry) => [entry.status, entry.fault])).toEqual([
      [429, 'status'],
      [502, 'status'],
      [204, 'status'],
    ]);
  });

  test('body answers 200 with exactly this', async () => {
    api.faults.add({ do: { kind: 'body', body: '{"count": 1, "resul' } });
    const { status, text, headers } = await get();
    expect([status, text]).toEqual([200, '{"count": 1, "resul']);
    expect(headers.get('Content-Type')).toBe('application/json');
  });

  test('drop does nothing', async () => {
    api.faults.add({ do: { kind: 'drop' } });
    await expect(create()).rejects.toThrow(ConnectionLost);
    expect(api.memories(DEMO_ORG, 'ada')).toEqual([]);
    expect(api.log[0]).toMatchObject({ status: null, reply: '', fault: 'drop' });
  });

  test('lose-reply does the work, and nobody gets the answer', async () => {
    const written = vi.fn<(memory: unknown) => void>();
    api.onWrite(written);
    api.faults.add({ do: { kind: 'lose-reply' } });
    // Fails the way a browser's fetch fails.
    await expect(create()).rejects.toThrow(TypeError);
    expect(api.memories(DEMO_ORG, 'ada')).toHaveLength(1);
    expect(written).toHaveBeenCalledOnce();
    expect(api.log[0]).toMatchObject({ status: null, fault: 'lose-reply' });
  });

  test.each([0, 5])(
    'cut-reply does the work, and the answer breaks after %i bytes',
    async (after) => {
      api.faults.add({ do: { kind: 'cut-reply', after } });
      await expect(create()).rejects.toThrow(ConnectionLost);
      expect(api.memories(DEMO_ORG, 'ada')).toHaveLength(1);
      expect(api.log[0]).toMatchObject({ status: 200, reply: '' });
    },
  );

  test('delay gives the ordinary answer later', async () => {
    api.faults.add({ do: { kind: 'delay', ms: 3000 } });
    const answered = vi.fn<(status: number) => void>();
    const asked = create().then(({ status }) => answered(status));
    await vi.advanceTimersByTimeAsync(2999);
    expect(answered).not.toHaveBeenCalled();
    expect(api.memories(DEMO_ORG, 'ada')).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await asked;
    expect(answered).toHaveBeenCalledWith(200);
  });

  test('status with a delay gives this answer and does nothing', async () => {
    api.faults.add({ do: { kind: 'status', status: 400, ms: 3000 } });
    const answered = vi.fn<(status: number) => void>();
    const asked = create().then(({ status }) => answered(status));
    await vi.advanceTimersByTimeAsync(2999);
    expect(answered).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await asked;
    expect(answered).toHaveBeenCalledWith(400);
    expect(api.memories(DEMO_ORG, 'ada')).toEqual([]);
  });

  test.each(['hang', 'delay'] as const)('%s ends when the caller gives up', async (kind) => {
    api.faults.add({ do: kind === 'hang' ? { kind } : { kind, ms: 60_000 } });
    const giveUp = new AbortController();
    const asked = ask(api, 'POST', 'memories/', { body: MEMORY, signal: giveUp.signal });
    const ended = expect(asked).rejects.toThrow('enough');
    await vi.advanceTimersByTimeAsync(10_000);
    giveUp.abort(new Error('enough'));
    await ended;
    expect(api.memories(DEMO_ORG, 'ada')).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ['taken away', (_: Api, remove: () => void) => remove()],
    ['cleared', (it: Api) => it.faults.clear()],
    ['reset', (it: Api) => it.reset()],
    ['closed', (it: Api) => it.close()],
  ])('hang ends when it is %s', async (_name, end) => {
    const remove = api.faults.add({ do: { kind: 'hang' } });
    const ended = expect(get()).rejects.toThrow(ConnectionLost);
    await vi.advanceTimersByTimeAsync(60_000);
    end(api, remove);
    await ended;
  });
});

describe('the rules of faults', () => {
  test('match method and path with query, and the first match acts', async () => {
    api.faults.add({ method: 'post', do: { kind: 'status', status: 500 } });
    api.faults.add({ path: /memories\/\?page=2$/g, do: { kind: 'status', status: 501 } });
    api.faults.add({ path: 'memories/', do: { kind: 'status', status: 502 } });
    expect((await create()).status).toBe(500);
    for (const _ of [1, 2]) {
      expect((await ask(api, 'GET', 'memories/?page=2')).status).toBe(501);
    }
    expect((await get()).status).toBe(502);
    expect((await ask(api, 'GET', 'edx-memory/')).status).toBe(200);
  });

  test('act this many times after this many requests', async () => {
    const remove = api.faults.add({ times: 2, skip: 1, do: { kind: 'status', status: 503 } });
    const statuses = [];
    for (const _ of [1, 2, 3, 4]) statuses.push((await get()).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    remove();
    api.faults.add({ do: { kind: 'drop' } });
    api.faults.clear();
    expect((await get()).status).toBe(200);
  });
});
