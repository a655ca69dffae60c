import type { Connection } from '../../lib/store/items/connections.ts';

/** Returns a connection with a typed key. A test passes the fields that matter to it. */
export function connection(fields: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    base: 'https://base.manager.iblai.app',
    org: 'main',
    name: null,
    username: 'ada',
    scheme: 'Api-Token',
    connected: true,
    source: { kind: 'key' },
    sites: [],
    mentor: null,
    ...fields,
  };
}
