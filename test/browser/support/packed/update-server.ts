import { createServer } from 'node:http';

/*
 * A server like that of a store or a school, from which a browser installs an extension and its
 * later versions.
 */

export interface UpdateServer {
  /** The address of the packed extension. */
  readonly file: string;
  /** The address of the document that says which version there is. */
  readonly document: string;
  /** Offers a version from now on. */
  offer(version: string, packed: Buffer): void;
  close(): void;
}

/** Starts a server that has no version yet. */
export async function openUpdateServer(
  kind: 'chromium' | 'firefox',
  id: string,
): Promise<UpdateServer> {
  let now: { readonly version: string; readonly packed: Buffer } | null = null;
  const server = createServer(({ url }, reply) => {
    if (!now) reply.writeHead(404).end();
    else if (url?.startsWith('/waypoint')) {
      reply.setHeader('content-type', TYPES[kind]);
      reply.end(now.packed);
    } else if (kind === 'chromium') {
      reply.setHeader('content-type', 'application/xml');
      reply.end(xml(id, now.version, file));
    } else {
      reply.setHeader('content-type', 'application/json');
      const updates = [{ version: now.version, update_link: file }];
      reply.end(JSON.stringify({ addons: { [id]: { updates } } }));
    }
  });
  await new Promise<void>((listening) => void server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const file = `${origin}/waypoint.${kind === 'chromium' ? 'crx' : 'xpi'}`;
  return {
    file,
    document: `${origin}/updates`,
    offer(version, packed) {
      now = { version, packed };
    },
    close: () => void server.close(),
  };
}

const TYPES = { chromium: 'application/x-chrome-extension', firefox: 'application/x-xpinstall' };

const xml = (id: string, version: string, file: string): string =>
  `<?xml version="1.0"?><gupdate xmlns="http://www.google.com/update2/response" protocol="2.0"><app appid="${id}"><updatecheck codebase="${file}" version="${version}"/></app></gupdate>`;
