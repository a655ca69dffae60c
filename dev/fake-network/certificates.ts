import { createSecureContext, type SecureContext } from 'node:tls';
import { callbackify } from 'node:util';
import { generate } from 'selfsigned';

/** Makes a self-signed certificate when a host is first asked for. The browsers accept them. */
export class Certificates {
  readonly #made = new Map<string, Promise<{ key: string; cert: string }>>();

  for(host: string): Promise<{ key: string; cert: string }> {
    const ready = this.#made.get(host);
    if (ready) return ready;
    const pair = generate([{ name: 'commonName', value: host.slice(0, 64) }], {
      keyType: 'ec',
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
      ],
    }).then((made) => ({ key: made.private, cert: made.cert }));
    this.#made.set(host, pair);
    return pair;
  }

  /** For the `SNICallback` of a TLS server. */
  readonly byServerName = callbackify(async (host: string): Promise<SecureContext> =>
    createSecureContext(await this.for(host)),
  );
}
