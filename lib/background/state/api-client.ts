import type { Wire } from '../../ibl/client/types.ts';
import type { Connection } from '../../store/items/connections.ts';
import { readKey } from '../../store/items/api-keys.ts';
import { mayReach } from '../../domain/permissions.ts';
import { stayAwake } from '../scheduler/keep-alive.ts';
import type { Ledger } from './state-writer.ts';
import { Held, heldIn } from '../scheduler/under-way.ts';

/**
 * What requests of a connection need, or null when it has no key. They end with the connection's key.
 * @param jobs what ends them besides
 */
export async function wireOf(
  connection: Connection,
  ledger: Ledger,
  ...jobs: readonly string[]
): Promise<Wire | null> {
  if (!connection.connected) return null;
  const signal = ledger.underWay.signal(connection.id, ...jobs);
  const key = await readKey(connection.id);
  if (key === null) return null;
  const { base, org, username, scheme } = connection;
  return {
    account: { base, org, username, scheme, key },
    told: ledger.log,
    refused: ledger.refused,
    reaches: () => mayReach(base),
    signal,
  };
}

/** Does what asks a connection's server; null when it has no key, or when that goes meanwhile. */
export async function withWire<T>(
  connection: Connection,
  ledger: Ledger,
  job: (wire: Wire) => Promise<T>,
  ...jobs: readonly string[]
): Promise<T | null> {
  const wire = await wireOf(connection, ledger, ...jobs);
  if (!wire) return null;
  const result = await stayAwake(() => job(wire)).catch(heldIn);
  return result instanceof Held ? null : result;
}
