import type { Connection } from '../../lib/store/items/connections.ts';

/** A connection with a key that was typed; where a test means something by a field, it names it. */
export function connection(fields: Partial<Connection> = {}): Connection {
  return {
    id: 'c1',
    base: 'https://base.manager.iblai.app',
    org: 'main',
    username: 'ada',
    scheme: 'Api-Token',
    connected: true,
    source: { kind: 'key' },
    sites: [],
    ...fields,
  };
}
