import { parseAddress } from '../../ibl/account/server-address.ts';
import { isStatus } from '../../ibl/client/classify-fault.ts';
import { DEFAULT_BASE } from '../../ibl/account/hosts.ts';
import type { Account, ApiClient } from '../../ibl/client/types.ts';
import { parseKey } from '../../ibl/account/api-key.ts';
import { SCHEMES } from '../../ibl/client/auth-schemes.ts';
import { isSameUser } from '../../ibl/account/spelling.ts';
import { keyUser } from '../../ibl/account/token-verify.ts';
import { platformsOf } from '../../ibl/account/user-platforms.ts';
import type { KeyAdvice } from '../../messages/replies.ts';
import type { OwnMessage } from '../../messages/requests.ts';
import { connections } from '../../store/items/connections.ts';
import { readKey } from '../../store/items/api-keys.ts';
import { mayReach } from '../../domain/permissions.ts';
import { isSameAccount, keepSchoolName } from './save-connection.ts';
import { createClient } from '../state/api-client.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { trying } from './try-connection.ts';
import { RequestCancelled, untilCancelled } from '../scheduler/under-way.ts';

type Typed = Extract<OwnMessage, { type: 'connection/advise' }>;

const SILENCE: KeyAdvice = { schools: [], otherUser: null, isAdmin: false };

/**
 * Asks the server whose key the learner typed, and which schools that user has. Servers differ in
 * what they tell, and to whom, so an answer that is not clear counts as no advice.
 */
export async function adviseOnKey(writer: StateWriter, typed: Typed): Promise<KeyAdvice> {
  const address = parseAddress(typed.address || DEFAULT_BASE);
  if (!address.ok || !(await mayReach(address.base))) return SILENCE;
  const fields = { base: address.base, org: typed.org.trim(), username: typed.username.trim() };
  const stored = (await connections.read()).find((one) => isSameAccount(one, fields));
  const signal = trying(writer, stored);
  const key = parseKey(typed.key) ?? (stored ? await readKey(stored.id) : null);
  if (key === null) return SILENCE;
  const clientFor = (scheme: Account['scheme']): ApiClient =>
    createClient(writer, { ...fields, key, scheme }, signal);
  const advice = await untilCancelled(() => askServer(clientFor, fields));
  if (advice instanceof RequestCancelled) return SILENCE;
  await keepSchoolName(writer, fields, advice.schools);
  return advice;
}

async function askServer(
  clientFor: (scheme: Account['scheme']) => ApiClient,
  { org, username }: Pick<Account, 'org' | 'username'>,
): Promise<KeyAdvice> {
  const [client, user] = await firstTaken(clientFor);
  if (!client) return SILENCE;
  const owner = user ?? username;
  const found = owner === '' ? null : await platformsOf(client, owner);
  const platforms = found?.ok ? found.body : [];
  return {
    schools: platforms.map(({ key, name }) => ({ key, name })),
    otherUser: user !== null && !isSameUser(user, username) ? user : null,
    isAdmin: platforms.some((one) => one.key === org && one.isAdmin),
  };
}

/**
 * Returns the client whose scheme the server takes, and the user of the key. The client is null if
 * each scheme gets a 401; the user is null if the server does not name one.
 */
async function firstTaken(
  clientFor: (scheme: Account['scheme']) => ApiClient,
): Promise<readonly [ApiClient | null, string | null]> {
  for (const scheme of SCHEMES) {
    const client = clientFor(scheme);
    const answer = await keyUser(client);
    if (answer.ok) return [client, answer.body];
    if (!isStatus(answer, 401)) return [client, null];
  }
  return [null, null];
}
