import type { ApiClient } from '../client/types.ts';
import { isPathPart } from '../client/paths.ts';
import { isSameUser } from './spelling.ts';
import { keyUser } from './token-verify.ts';
import { platformsOf } from './user-platforms.ts';

/* Asks a server about a key that works. */

/**
 * Returns the username as the server spells it, if the server shows that; otherwise as it was
 * typed.
 * @param shown a username that the server showed in a row of this user
 */
export async function spelledUser(client: ApiClient, shown: string | null): Promise<string> {
  const { username } = client.account;
  const said = await keyUser(client);
  const names = [said.ok ? said.body : null, shown].filter((name) => name !== null);
  const spelled = names.find((name) => isSameUser(name, username) && isPathPart(name));
  return spelled ?? username;
}

/**
 * Whether the key sees only this user's rows. It does if the server says that the key is this
 * user's and that they are a plain learner in each of their schools. False if the server does not
 * say so.
 */
export async function seesUserAlone(client: ApiClient): Promise<boolean> {
  const { username, org } = client.account;
  const said = await keyUser(client);
  if (!said.ok || said.body === null || !isSameUser(said.body, username)) return false;
  const found = await platformsOf(client, said.body);
  const schools = found.ok ? found.body : [];
  return schools.some(({ key }) => key === org) && schools.every((one) => one.isLearner);
}
