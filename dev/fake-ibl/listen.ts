import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Api } from './api.ts';

const LOOPBACK = '127.0.0.1';

export interface Listening {
  /** The origin, without a slash at its end. */
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the API over HTTP on this machine only. Takes another port if that one is in use. */
export async function listen(api: Api, wantedPort: number): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    const answer = async (request: Request): Promise<Response> => {
      await reply(api, request, outgoing);
      return RESPONSE_ALREADY_SENT;
    };
    void getRequestListener(answer, { overrideGlobalObjects: false })(incoming, outgoing);
  });
  const port = await openPort(server, wantedPort);
  return {
    address: `http://${LOOPBACK}:${port}`,
    async close() {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}

/**
 * Sends the reply. If there is no reply, or only half of one, destroys the socket so that nothing
 * more is sent.
 */
async function reply(api: Api, request: Request, outgoing: ServerResponse): Promise<void> {
  try {
    const response = await api.fetch(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers.entries()));
    outgoing.flushHeaders();
    if (response.body !== null) await pipeline(response.body, outgoing);
    else outgoing.end();
  } catch {
    outgoing.socket?.destroy();
  }
}

async function openPort(server: Server, wanted: number): Promise<number> {
  try {
    return await tryPort(server, wanted);
  } catch (error) {
    if (wanted === 0 || !isTaken(error)) throw error;
    return tryPort(server, 0);
  }
}

async function tryPort(server: Server, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(port, LOOPBACK, () => {
    server.off('error', reject);
    const address = server.address();
    if (address === null || typeof address === 'string') reject(new Error('No port was given.'));
    else resolve(address.port);
  });
  return promise;
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
