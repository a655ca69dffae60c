import { connections, type Connection } from '../store/items/connections.ts';
import { erasureOf } from '../store/items/delete-everything.ts';

/**
 * Returns the connection that places of a site go to; null if there is no connection. The first
 * connection has every site that no other connection has.
 */
export function ownerOf<T extends Pick<Connection, 'sites'>>(
  all: readonly T[],
  site: string,
): T | null {
  return all.find(({ sites }) => sites.includes(site)) ?? all[0] ?? null;
}

/**
 * Returns the connection that places of a site go to, connected or not; null before the first
 * connection.
 */
export async function connectionFor(site: string): Promise<Connection | null> {
  return ownerOf(await connections.read(), site);
}

/**
 * Returns the connection with this id, or the default connection if the id is undefined; null if
 * there is no such connection.
 */
export async function connectionOf(id: string | undefined): Promise<Connection | null> {
  const all = await connections.read();
  return (id === undefined ? all[0] : all.find((one) => one.id === id)) ?? null;
}

/** Whether places go to this connection now: it has its key, and is not being disconnected. */
export async function takesPlaces(id: string): Promise<boolean> {
  const now = await connectionOf(id);
  return now?.connected === true && (await erasureOf(id).read()) === null;
}
