import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { Certificates } from './certificates.ts';
import { answer } from './fetch-server.ts';
import { isQuietHost } from './browser-hosts.ts';
import { TunnelProxy } from './connect-proxy.ts';

export type Handler = (request: Request) => Response | Promise<Response>;

export interface SeenRequest {
  readonly at: number;
  readonly host: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The internet as a test browser sees it: a few real host names, all answered on this machine. */
export interface World {
  readonly proxyPort: number;
  readonly tlsPort: number;
  /** Requests to unregistered hosts: "GET https://evil.example/x", "CONNECT evil.example". */
  readonly strangers: readonly string[];
  /** Every request, except those that browsers make for themselves. */
  readonly requests: readonly SeenRequest[];
  /** Adds or replaces a host. */
  host(name: string, handler: Handler): void;
  /** Cuts off a host until it is restored: open connections break, and new ones are refused. */
  cut(name: string): void;
  restore(name: string): void;
  /**
   * Breaks all connections, forgets all requests and serves only these hosts, none of them cut off.
   */
  reset(hosts: Record<string, Handler>): void;
  close(): Promise<void>;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}

export async function openWorld(hosts: Record<string, Handler>): Promise<World> {
  const handlers = new Map(Object.entries(hosts));
  const cutOff = new Set<string>();
  const strangers: string[] = [];
  const requests: SeenRequest[] = [];
  /**
   * Strangers that have only opened a tunnel so far: the client port that the TLS server sees ->
   * index in `strangers`.
   */
  const silent = new Map<number, number>();

  function isStranger(host: string): boolean {
    return !handlers.has(host) && !isQuietHost(host);
  }

  function note(incoming: IncomingMessage, url: URL): void {
    const { host, hostname } = url;
    const method = incoming.method ?? 'GET';
    if (isStranger(hostname)) {
      const port = incoming.socket.remotePort ?? 0;
      const words = `${method} ${url.href}`;
      const index = silent.get(port);
      silent.delete(port);
      if (index === undefined) strangers.push(words);
      else strangers[index] = words;
    } else if (!handlers.has(hostname)) return;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
    requests.push({ at: Date.now(), host, method, path: url.pathname + url.search, headers });
  }

  function dispatch(
    scheme: 'https' | 'http',
    incoming: IncomingMessage,
    out: ServerResponse,
  ): void {
    const base = `${scheme}://${incoming.headers.host ?? 'unnamed.invalid'}`;
    if (!URL.canParse(incoming.url ?? '/', base)) {
      incoming.socket.destroy();
      return;
    }
    const url = new URL(incoming.url ?? '/', base);
    if (cutOff.has(url.hostname)) {
      incoming.socket.destroy();
      return;
    }
    note(incoming, url);
    const handler = handlers.get(url.hostname);
    void answer(incoming, out, url, (request) =>
      handler ? handler(request) : new Response('Nobody lives here.', { status: 404 }),
    );
  }

  const certificates = new Certificates();
  const tls = createServer(
    { ...(await certificates.for('localhost')), SNICallback: certificates.byServerName },
    (incoming, outgoing) => dispatch('https', incoming, outgoing),
  );
  // A browser may hang up during the handshake.
  tls.on('tlsClientError', (_error, socket) => socket.destroy());
  const tlsPort = await listen(tls);

  const proxy = new TunnelProxy(tlsPort, {
    allows: (host) => !cutOff.has(host),
    opened(host, port) {
      if (isStranger(host)) silent.set(port, strangers.push(`CONNECT ${host}`) - 1);
    },
    plain: (incoming, outgoing) => dispatch('http', incoming, outgoing),
  });
  const proxyPort = await listen(proxy.server);

  return {
    proxyPort,
    tlsPort,
    strangers,
    requests,
    host: (name, handler) => void handlers.set(name, handler),
    cut(name) {
      cutOff.add(name);
      proxy.break(name);
    },
    restore: (name) => void cutOff.delete(name),
    reset(next) {
      proxy.break();
      handlers.clear();
      for (const [name, handler] of Object.entries(next)) handlers.set(name, handler);
      cutOff.clear();
      silent.clear();
      strangers.length = 0;
      requests.length = 0;
    },
    async close() {
      proxy.break();
      await Promise.all([closeServer(proxy.server), closeServer(tls)]);
    },
  };
}
