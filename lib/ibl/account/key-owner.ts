import type { ApiClient } from '../client/types.ts';
import { isPathPart } from '../client/paths.ts';
import { isSameUser } from './spelling.ts';
import { keyUser } from './token-verify.ts';
import { platformsOf } from './user-platforms.ts';

/* What a server tells of a key that works. */

/**
 * The username as the server spells it, where it shows that; else as it was typed.
 * @param shown a username that it showed in a row of this user
 */
export async function spelledUser(client: ApiClient, shown: string | null): Promise<string> {
  const { username } = client.account;
  const said = await keyUser(client);
  const names = [said.ok ? said.body : null, shown].filter((name) => name !== null);
  const spelled = names.find((name) => isSameUser(name, username) && isPathPart(name));
  return spelled ?? username;
}

/**
 * Whether the server says that the key is this user's, and no administrator's: then it sees their rows
 * alone. False where nobody says so.
 */
export async function seesUserAlone(client: ApiClient): Promise<boolean> {
  const { username, org } = client.account;
  const said = await keyUser(client);
  if (!said.ok || said.body === null || !isSameUser(said.body, username)) return false;
  const found = await platformsOf(client, said.body);
  const schools = found.ok ? found.body : [];
  return schools.some(({ key }) => key === org) && schools.every((one) => one.isLearner);
}
