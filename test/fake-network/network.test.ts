import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openWorld, type World } from '../../dev/fake-network/network.ts';
import { ask, openTunnel } from './asking.ts';
import { eventually } from '../harness/eventually.ts';

class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** How many aborts the slow host's handler noticed. */
let aborted: number;
/** Is fulfilled once a request has reached the slow host's handler. */
let reached: PromiseWithResolvers<void>;
let world: World;

beforeEach(async () => {
  aborted = 0;
  reached = Promise.withResolvers();
  world = await openWorld({
    'a.example': async (asked) =>
      new Response(`A ${asked.method} ${new URL(asked.url).pathname} ${await asked.text()}`),
    'b.example': () => new Response('B', { status: 201 }),
    'lost.example': () => Promise.reject(new ConnectionLost()),
    'slow.example': ({ signal }) =>
      new Promise<Response>((resolve) => {
        reached.resolve();
        signal.addEventListener('abort', () => {
          aborted += 1;
          resolve(new Response('Too late'));
        });
      }),
  });
});

afterEach(() => world.close());

test('a reset world serves only the new hosts, cuts off none and remembers no request', async () => {
  await ask(world, 'https://a.example/');
  await ask(world, 'https://stranger.example/');
  world.cut('a.example');
  world.reset({ 'a.example': () => new Response('New') });
  expect([world.requests, world.strangers]).toEqual([[], []]);
  expect(await ask(world, 'https://a.example/')).toEqual({ status: 200, body: 'New' });
  await ask(world, 'https://b.example/');
  expect(world.strangers).toEqual(['GET https://b.example/']);
});

test('each host has its own handler, and every request is recorded', async () => {
  expect(await ask(world, 'https://a.example/x?y=1', { method: 'POST', body: 'hello' })).toEqual({
    status: 200,
    body: 'A POST /x hello',
  });
  expect(await ask(world, 'https://b.example/')).toEqual({ status: 201, body: 'B' });
  expect(world.requests.map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual([
    'POST a.example/x?y=1',
    'GET b.example/',
  ]);
  expect(world.requests[0]?.headers).toMatchObject({ 'content-length': '5' });
  expect(world.strangers).toEqual([]);
});

test('a host that nobody registered is a stranger, even if it only gets a connection', async () => {
  expect((await ask(world, 'https://evil.example/x?y')).status).toBe(404);
  const { socket, opened } = await openTunnel(world.proxyPort, 'shy.example');
  expect(opened).toBe(true);
  socket.destroy();
  expect(world.strangers).toEqual(['GET https://evil.example/x?y', 'CONNECT shy.example']);
});

test('a host that is asked without TLS is a stranger too', async () => {
  const asked = request({
    host: '127.0.0.1',
    port: world.proxyPort,
    path: 'http://evil.example/x',
    headers: { host: 'evil.example' },
  });
  asked.end();
  const [reply] = await once(asked, 'response');
  expect(reply).toMatchObject({ statusCode: 404 });
  expect(world.strangers).toEqual(['GET http://evil.example/x']);
});

test('requests that browsers make by themselves are not counted', async () => {
  const url = 'https://firefox.settings.services.mozilla.com/v1/';
  expect((await ask(world, url)).status).toBe(404);
  expect(await ask(world, 'https://mozilla.com.evil.example/')).toMatchObject({ status: 404 });
  expect(world.strangers).toEqual(['GET https://mozilla.com.evil.example/']);
});

test('a host can be added and replaced', async () => {
  world.host('c.example', () => new Response('one'));
  expect((await ask(world, 'https://c.example/')).body).toBe('one');
  world.host('c.example', () => new Response('two'));
  expect((await ask(world, 'https://c.example/')).body).toBe('two');
  expect(world.strangers).toEqual([]);
});

test('a host that is cut off breaks open connections, rejects new ones and comes back', async () => {
  const waiting = ask(world, 'https://slow.example/');
  await eventually(() => expect(world.requests.length).toBe(1));
  world.cut('slow.example');
  expect(await waiting).toEqual({ status: 0, body: '' });
  await eventually(() => expect(aborted).toBe(1));
  expect((await ask(world, 'https://slow.example/')).status).toBe(0);
  expect((await ask(world, 'https://a.example/')).status).toBe(200);
  world.restore('slow.example');
  world.host('slow.example', () => new Response('back'));
  expect((await ask(world, 'https://slow.example/')).body).toBe('back');
});

test('a handler can lose the connection without a reply, and the network continues', async () => {
  expect(await ask(world, 'https://lost.example/')).toEqual({ status: 0, body: '' });
  expect((await ask(world, 'https://a.example/')).status).toBe(200);
});

test('a client that goes away ends only its own request', async () => {
  expect((await ask(world, 'https://slow.example/', { hangUp: reached.promise })).status).toBe(0);
  await eventually(() => expect(aborted).toBe(1));
  expect((await ask(world, 'https://a.example/')).status).toBe(200);
});

test('a handler that fails answers 500', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  world.host('a.example', () => {
    throw new Error('broken');
  });
  expect((await ask(world, 'https://a.example/')).status).toBe(500);
  expect(said).toHaveBeenCalledOnce();
  said.mockRestore();
});

test('the network listens only on loopback, and its ports are free again after it closes', async () => {
  const other = await openWorld({});
  await other.close();
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(other.proxyPort, '127.0.0.1', () => server.close(() => resolve()));
  });
});
