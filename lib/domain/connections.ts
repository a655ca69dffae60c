import { connections, type Connection } from '../store/items/connections.ts';
import { disconnectingOf } from '../store/items/pending-disconnects.ts';

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
  return now?.connected === true && (await disconnectingOf(id).read()) === null;
}
