import { connect as connectTls } from 'node:tls';
import { connect } from 'node:net';
import type { World } from '../../dev/fake-network/network.ts';

export interface Asked {
  /** The status; 0 if the connection ended without an answer. */
  readonly status: number;
  readonly body: string;
}

/**
 * Does what a browser does for one request: a tunnel through the proxy, TLS in it, and HTTP in
 * that.
 */
export async function ask(
  world: World,
  url: string,
  { method = 'GET', body = '', hangUp }: AskOptions = {},
): Promise<Asked> {
  const { hostname, pathname, search } = new URL(url);
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    `Host: ${hostname}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  const { socket, opened } = await openTunnel(world.proxyPort, hostname);
  if (!opened) return { status: 0, body: '' };
  const secure = connectTls({ socket, servername: hostname, rejectUnauthorized: false });
  secure.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  void hangUp?.then(() => socket.destroy());
  return readReply(secure);
}

export interface AskOptions {
  readonly method?: string;
  readonly body?: string;
  /** Hangs up once this is fulfilled, without waiting for the answer. */
  readonly hangUp?: Promise<unknown>;
}

/** Opens only the tunnel, whose host name alone already reveals a stranger. */
export async function openTunnel(proxyPort: number, host: string) {
  const socket = connect(proxyPort, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
  const head = await new Promise<string>((resolve) => {
    socket.once('data', (data: Buffer) => resolve(data.toString()));
    socket.once('close', () => resolve(''));
  });
  return { socket, opened: head.startsWith('HTTP/1.1 200') };
}

function readReply(stream: NodeJS.ReadableStream): Promise<Asked> {
  return new Promise((resolve) => {
    let text = '';
    stream.on('data', (data: Buffer) => (text += data.toString()));
    stream.on('error', () => {});
    stream.on('close', () => {
      const status = Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0);
      resolve({ status, body: text.slice(text.indexOf('\r\n\r\n') + 4) });
    });
  });
}
