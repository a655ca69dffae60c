import type { Wire } from '../ibl/http.ts';
import { connections, type Connection } from '../store/connections.ts';
import { readKey } from '../store/keys.ts';
import type { Ledger } from './ledger.ts';

/** The connection that places go to, connected or not; null before the first one. */
export async function currentConnection(): Promise<Connection | null> {
  return (await connections.read())[0] ?? null;
}

/** Whether it is still kept here: what a request brought for one that is gone is not stored any more. */
export async function isKnown({ id }: Connection): Promise<boolean> {
  return (await connections.read()).some((one) => one.id === id);
}

/** What requests of a connection need, or null when it has no key. */
export async function wireOf(connection: Connection, ledger: Ledger): Promise<Wire | null> {
  if (!connection.connected) return null;
  const key = await readKey(connection.id);
  if (key === null) return null;
  const { base, org, username, scheme } = connection;
  return {
    account: { base, org, username, scheme, key },
    told: ledger.log,
    refused: ledger.refused,
  };
}
