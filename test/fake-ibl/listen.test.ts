import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApi, DEMO_KEY } from '../../dev/fake-ibl/api.ts';
import type { Api } from '../../dev/fake-ibl/api.ts';
import { listen } from '../../dev/fake-ibl/listen.ts';
import type { Listening } from '../../dev/fake-ibl/listen.ts';

let api: Api;
let server: Listening;
beforeEach(async () => {
  api = createApi();
  server = await listen(api, 0);
});
afterEach(async () => {
  api.faults.clear();
  await server.close();
  api.close();
});

const get = async (signal?: AbortSignal): Promise<Response> =>
  fetch(`${server.address}/api/core/token/verify/`, {
    headers: { Authorization: `Api-Token ${DEMO_KEY}` },
    ...(signal === undefined ? {} : { signal }),
  });

test('the server answers over HTTP, only on this machine', async () => {
  expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await get()).json()).toMatchObject({ username: 'ada' });
  expect(api.log[0]).toMatchObject({ host: new URL(server.address).host, status: 200 });
});

test('the server sends no reply when the API gives none', async () => {
  api.faults.add({ times: 1, do: { kind: 'drop' } });
  await expect(get()).rejects.toThrow('fetch failed');
  api.faults.add({ times: 1, do: { kind: 'cut-reply', after: 5 } });
  await expect(get().then((response) => response.text())).rejects.toThrow('terminated');
});

test('a caller that gives up ends a request that hangs', async () => {
  api.faults.add({ do: { kind: 'hang' } });
  const giveUp = new AbortController();
  const asked = get(giveUp.signal);
  giveUp.abort();
  await expect(asked).rejects.toThrow('abort');
});

test('the server takes another port when the wanted one is in use', async () => {
  const { port } = new URL(server.address);
  const second = await listen(api, Number(port));
  expect(second.address).not.toBe(server.address);
  await second.close();
});
