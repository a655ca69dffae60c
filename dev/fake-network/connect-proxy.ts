import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** One CONNECT tunnel, and the host that it was opened for. */
interface Tunnel {
  readonly host: string;
  readonly client: Duplex;
  readonly upstream: Socket;
}

export interface TunnelEvents {
  /** Whether a tunnel to this host may be opened now. */
  allows(host: string): boolean;
  /** Called when a tunnel was opened. `port` is the client port that the TLS server will see. */
  opened(host: string, port: number): void;
  /** Answers a request for plain http, which needs no tunnel. */
  plain(incoming: IncomingMessage, outgoing: ServerResponse): void;
}

/** A CONNECT proxy that sends every tunnel, whatever its host, to one local TLS server. */
export class TunnelProxy {
  readonly server: Server;
  readonly #open = new Set<Tunnel>();

  constructor(tlsPort: number, events: TunnelEvents) {
    this.server = createServer((incoming, outgoing) => events.plain(incoming, outgoing));
    this.server.on('connect', (incoming: IncomingMessage, client: Duplex, head: Buffer) => {
      // Both ends of a tunnel may vanish at any time. That must end only the tunnel.
      client.on('error', () => client.destroy());
      const host = (incoming.url ?? '').replace(/:\d+$/, '').toLowerCase();
      if (!events.allows(host)) {
        client.end('HTTP/1.1 502 Cut off\r\n\r\n');
        return;
      }
      const upstream = connect(tlsPort, '127.0.0.1', () => {
        events.opened(host, upstream.localPort ?? 0);
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        if (head.length > 0) upstream.write(head);
        upstream.pipe(client).pipe(upstream);
      });
      const tunnel: Tunnel = { host, client, upstream };
      this.#open.add(tunnel);
      const end = (): void => this.#end(tunnel);
      upstream.on('error', end).on('close', end);
      client.on('close', end);
    });
  }

  /** Breaks every open tunnel of a host, or of all hosts. */
  break(host?: string): void {
    for (const tunnel of this.#open) if (!host || tunnel.host === host) this.#end(tunnel);
  }

  #end(tunnel: Tunnel): void {
    this.#open.delete(tunnel);
    tunnel.client.destroy();
    tunnel.upstream.destroy();
  }
}
