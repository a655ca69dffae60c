import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Whether a handler rejected to say that the connection is to be dropped without an answer. */
function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConnectionLost';
}

function toRequest(
  incoming: IncomingMessage,
  url: URL,
  signal: AbortSignal,
  body: Buffer,
): Request {
  const headers = new Headers();
  for (let i = 0; i + 1 < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i] ?? '', incoming.rawHeaders[i + 1] ?? '');
  }
  const method = incoming.method ?? 'GET';
  const mayHaveBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
  return new Request(url, {
    method,
    headers,
    signal,
    ...(mayHaveBody ? { body: new Uint8Array(body) } : {}),
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of response.headers) if (name !== 'set-cookie') headers[name] = value;
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  const mayHaveBody = response.status !== 204 && response.status !== 304;
  if (mayHaveBody) headers['content-length'] ??= String(body.length);
  outgoing.writeHead(response.status, headers);
  outgoing.end(body);
}

/** Passes one exchange of Node's http server to a fetch-style handler. Never throws. */
export async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  url: URL,
  handler: (request: Request) => Response | Promise<Response>,
): Promise<void> {
  const gone = new AbortController();
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) gone.abort(new Error('The client went away.'));
  });
  try {
    const body = await buffer(incoming);
    await send(await handler(toRequest(incoming, url, gone.signal, body)), outgoing);
  } catch (error) {
    if (gone.signal.aborted || isConnectionLost(error) || outgoing.headersSent) {
      incoming.socket.destroy();
      return;
    }
    console.error(`${incoming.method} ${url.href} failed in its handler:`, error);
    outgoing.writeHead(500, { 'content-type': 'text/plain' });
    outgoing.end('The handler failed.');
  }
}
