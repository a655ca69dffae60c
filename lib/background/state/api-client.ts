import type { Account, ApiClient } from '../../ibl/client/types.ts';
import type { Connection } from '../../store/items/connections.ts';
import { readKey } from '../../store/items/api-keys.ts';
import { mayReach } from '../../domain/permissions.ts';
import { stayAwake } from '../scheduler/keep-alive.ts';
import type { StateWriter } from './state-writer.ts';
import { RequestCancelled, cancelledIn } from '../scheduler/under-way.ts';

/** A client for an account, whose requests end when the signal aborts. */
export const createClient = (
  writer: StateWriter,
  account: Account,
  signal: AbortSignal,
): ApiClient => ({
  account,
  onExchange: writer.log,
  onInvalid: writer.invalidAnswer,
  reaches: () => mayReach(account.base),
  signal,
});

/**
 * What requests of a connection need, or null when it has no key. They end with the connection's key.
 * @param jobs what ends them besides
 */
export async function clientOf(
  connection: Connection,
  writer: StateWriter,
  ...jobs: readonly string[]
): Promise<ApiClient | null> {
  if (!connection.connected) return null;
  const signal = writer.underWay.signal(connection.id, ...jobs);
  const key = await readKey(connection.id);
  if (key === null) return null;
  const { base, org, username, scheme } = connection;
  return createClient(writer, { base, org, username, scheme, key }, signal);
}

/** Does what asks a connection's server; null when it has no key, or when that goes meanwhile. */
export async function withClient<T>(
  connection: Connection,
  writer: StateWriter,
  job: (client: ApiClient) => Promise<T>,
  ...jobs: readonly string[]
): Promise<T | null> {
  const client = await clientOf(connection, writer, ...jobs);
  if (!client) return null;
  const result = await stayAwake(() => job(client)).catch(cancelledIn);
  return result instanceof RequestCancelled ? null : result;
}
