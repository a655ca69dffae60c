import { parseAddress } from '../../ibl/account/server-address.ts';
import { testConnection } from '../../ibl/memories/edx-memory.ts';
import { isStatus } from '../../ibl/client/classify-fault.ts';
import type { Account, Fault } from '../../ibl/client/types.ts';
import { parseKey } from '../../ibl/account/api-key.ts';
import { isPathPart } from '../../ibl/client/paths.ts';
import { spelledUser } from '../../ibl/account/key-owner.ts';
import { SCHEMES } from '../../ibl/client/auth-schemes.ts';
import { DEFAULT_BASE } from '../../ibl/account/hosts.ts';
import type { Replies } from '../../messages/replies.ts';
import type { OwnMessage } from '../../messages/requests.ts';
import { connections } from '../../store/items/connections.ts';
import { readKey } from '../../store/items/api-keys.ts';
import { readPolicy } from '../../store/policy/read-policy.ts';
import { parseHttps } from '../../shared/https-address.ts';
import { mayReach } from '../../domain/permissions.ts';
import { isSameAccount, keepConnection } from './save-connection.ts';
import { createClient } from '../state/api-client.ts';
import type { StateWriter } from '../state/state-writer.ts';
import { setOtherwise } from '../../domain/effective-policy.ts';
import { trying } from './try-connection.ts';
import { RequestCancelled, untilCancelled } from '../scheduler/under-way.ts';

type Typed = Extract<OwnMessage, { type: 'connection/connect' }>;
type Reply = Replies['connection/connect'];

const fault = (why: Extract<Reply, { ok: false }>['why']): Reply => ({ ok: false, why });

/** Tests what the learner typed against the server and, if it works, saves it as a connection. */
export async function connect(writer: StateWriter, typed: Typed): Promise<Reply> {
  const address = parseAddress(typed.address || DEFAULT_BASE);
  if (!address.ok) return fault({ kind: 'address', fault: address.fault });
  const org = typed.org.trim();
  const username = typed.username.trim();
  if (!isPathPart(org)) return fault({ kind: 'field', field: 'org' });
  if (!isPathPart(username)) return fault({ kind: 'field', field: 'username' });
  const mentor = parseHttps(typed.mentor ?? '');
  const isTyped = (typed.mentor ?? '').trim() !== '';
  if (isTyped && mentor === null) return fault({ kind: 'field', field: 'mentor' });
  const fields = { base: address.base, org, username };
  const otherwise = setOtherwise(await readPolicy(), fields);
  if (otherwise) return fault({ kind: 'set-by-organization', field: otherwise });
  const all = await connections.read();
  const same = all.find((one) => isSameAccount(one, fields));
  const edited = all.find(({ id }) => id === typed.id);
  // Two connections cannot be of the same account.
  if (same && edited && edited !== same) return fault({ kind: 'duplicate' });
  const signal = trying(writer, same ?? edited);
  const stored = same && typed.key.trim() === '' ? await readKey(same.id) : null;
  const key = stored ?? parseKey(typed.key);
  if (key === null) return fault({ kind: 'field', field: 'key' });
  if (!(await mayReach(fields.base))) return fault({ kind: 'no-permission' });

  const tested = await untilCancelled(() => trySchemes(writer, { ...fields, key }, signal));
  if (tested instanceof RequestCancelled) return fault({ kind: 'stopped' });
  if ('fault' in tested) return fault(tested.fault);
  // The token of a sign-in that is kept is still a token of a sign-in.
  const source = stored !== null && same ? same.source : ({ kind: 'key' } as const);
  const { scheme, username: spelled } = tested;
  const access = { key, scheme, source };
  const asSpelled = { ...fields, username: spelled };
  const kept = await keepConnection(writer, asSpelled, access, {
    id: typed.id,
    signal,
    ...(typed.mentor !== undefined && { mentor }),
  });
  return kept ? { ok: true } : fault({ kind: 'stopped' });
}

/**
 * Tries the key with each authorization scheme, because a key does not say its scheme. The usual
 * scheme comes first; only a 401 leads to the next one.
 */
async function trySchemes(
  writer: StateWriter,
  account: Omit<Account, 'scheme'>,
  signal: AbortSignal,
): Promise<{ scheme: Account['scheme']; username: string } | { fault: Fault }> {
  let first: Fault | undefined;
  for (const scheme of SCHEMES) {
    const client = createClient(writer, { ...account, scheme }, signal);
    const answer = await testConnection(client);
    if (answer.ok) return { scheme, username: await spelledUser(client, answer.body) };
    first ??= answer.fault;
    if (!isStatus(answer, 401)) return { fault: answer.fault };
  }
  return { fault: first ?? { kind: 'no-network' } };
}
