import type { Wire } from '../ibl/http.ts';
import { connections, type Connection } from '../store/connections.ts';
import { readKey } from '../store/keys.ts';
import { leavingOf } from '../store/leaving.ts';
import { mayReach } from './access.ts';
import { stayAwake } from './awake.ts';
import type { Ledger } from './ledger.ts';
import { Held, heldIn } from './under-way.ts';

/** Of these connections the one that places of a site go to: the first has all sites that no other has. */
export function ownerOf<T extends Pick<Connection, 'sites'>>(
  all: readonly T[],
  site: string,
): T | null {
  return all.find(({ sites }) => sites.includes(site)) ?? all[0] ?? null;
}

/** The connection that places of a site go to, connected or not; null before the first one. */
export async function connectionFor(site: string): Promise<Connection | null> {
  return ownerOf(await connections.read(), site);
}

/** The one with this id, or the default where none is named; null when it is not there. */
export async function connectionOf(id: string | undefined): Promise<Connection | null> {
  const all = await connections.read();
  return (id === undefined ? all[0] : all.find((one) => one.id === id)) ?? null;
}

/** Whether places go there now: it has its key, and is not about to be disconnected. */
export async function takesPlaces(id: string): Promise<boolean> {
  const now = await connectionOf(id);
  return now?.connected === true && (await leavingOf(id).read()) === null;
}

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
