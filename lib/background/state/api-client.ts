import type { Account, ApiClient } from '../../ibl/client/types.ts';
import type { Connection } from '../../store/items/connections.ts';
import { readKey } from '../../store/items/api-keys.ts';
import { mayReach } from '../../domain/permissions.ts';
import type { StateWriter } from './state-writer.ts';
import { RequestCancelled, untilCancelled } from '../scheduler/under-way.ts';

/** Returns an API client for an account. Its requests end when the signal aborts. */
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
 * Returns the API client of a connection; null if the connection has no key. Its requests end when
 * the key is removed or replaced.
 * @param jobs names of further jobs whose end also ends the requests
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

/**
 * Runs a job with the API client of a connection. Returns null if the connection has no key, or if
 * the requests are cancelled meanwhile.
 */
export async function withClient<T>(
  connection: Connection,
  writer: StateWriter,
  job: (client: ApiClient) => Promise<T>,
  ...jobs: readonly string[]
): Promise<T | null> {
  const client = await clientOf(connection, writer, ...jobs);
  if (!client) return null;
  const result = await untilCancelled(() => job(client));
  return result instanceof RequestCancelled ? null : result;
}
